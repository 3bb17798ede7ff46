export * from "../api.js";
export type * from "./calls.js";
export * from "./flows.js";
