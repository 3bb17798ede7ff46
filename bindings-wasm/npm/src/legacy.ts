/** The package for engines of 2018 and later, which it asks for nothing that came after ES2015 and WebAssembly's first version. */
import { comesFrom } from "./module.js";

export * from "./api.js";

comesFrom(() => new URL("./tvpass.wasm", import.meta.url));
