/** The package with the Single Sign-On Service for engines of 2018 and later. */
import { comesFrom } from "../module.js";

export * from "./api.js";

comesFrom(() => new URL("../tvpass.single-sign-on.wasm", import.meta.url), true);
