/** The package with the Single Sign-On Service for pages without modules. */
import { comesFrom } from "../module.js";

export * from "./api.js";

// Only while the script runs does the page say where it came from.
const { src } = document.currentScript as HTMLScriptElement;
comesFrom(() => new URL("tvpass.single-sign-on.wasm", src), true);
