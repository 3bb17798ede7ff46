/** The package with the Single Sign-On Service in Node, started when it is imported. */
import bytes from "../generated/single_sign_on_bytes.js";
import { carried } from "../carried.js";
import { startNow } from "../module.js";

export * from "./api.js";

startNow(carried(bytes), true);
