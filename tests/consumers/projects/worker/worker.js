import { requestor } from "./call.js";

postMessage(await requestor(location.origin));
