import { requestor } from "./call.js";

console.log(await requestor(process.env.SIMULATOR));
