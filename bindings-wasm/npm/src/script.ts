/** The package for pages without modules: its module lies beside the script that the page names. */
import { comesFrom } from "./module.js";

export * from "./api.js";

// Only while the script runs does the page say where it came from.
const { src } = document.currentScript as HTMLScriptElement;
comesFrom(() => new URL("tvpass.wasm", src));
