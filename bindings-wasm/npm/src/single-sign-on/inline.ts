/** The package with the Single Sign-On Service, and its module inside. */
import bytes from "../generated/single_sign_on_bytes.js";
import { carried } from "../carried.js";
import { comesFrom } from "../module.js";

export * from "./api.js";

comesFrom(() => carried(bytes), true);
