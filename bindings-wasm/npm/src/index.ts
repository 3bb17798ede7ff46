/** Adobe Pass Authentication REST API V2 for browsers and Node. */
import { comesFrom } from "./module.js";

export * from "./api.js";

comesFrom(() => new URL("./tvpass.wasm", import.meta.url));
