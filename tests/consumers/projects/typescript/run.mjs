import { requestor } from "./dist/main.js";

console.log(await requestor(process.env.SIMULATOR, fetch));
