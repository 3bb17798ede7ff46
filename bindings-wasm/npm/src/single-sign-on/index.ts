/** The package with the Single Sign-On Service, whose module is larger. */
import { comesFrom } from "../module.js";

export * from "./api.js";

comesFrom(() => new URL("../tvpass.single-sign-on.wasm", import.meta.url), true);
