/** The package for engines without WebAssembly, such as React Native's: its module is JavaScript, and there at once. */
import * as compiled from "./generated/tvpass_js.js";
import { startWith } from "./module.js";

export * from "./api.js";

startWith(compiled);
