/** The package in Node: its module is inside, and is started when the package is imported. */
import bytes from "./generated/tvpass_bytes.js";
import { carried } from "./carried.js";
import { startNow } from "./module.js";

export * from "./api.js";

startNow(carried(bytes));
