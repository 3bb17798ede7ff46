/** The package with the Single Sign-On Service for engines without WebAssembly. */
import * as compiled from "../generated/single_sign_on_js.js";
import { startWith } from "../module.js";

export * from "./api.js";

startWith(compiled);
