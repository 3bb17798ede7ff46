/** Adobe Pass Authentication REST API V2 for browsers and Node. */
export type { App, ChooseMvpd, Device, OpenUrl } from "./app.js";
export type * from "./calls.js";
export * from "./codec.js";
export * from "./decisions.js";
export { FlowStopped, type World } from "./drive.js";
export type { Fetch, FetchRequest, FetchResponse } from "./fetch.js";
export * from "./errors.js";
export { Client, Flow, type FlowKind, type FlowSettings, type Now } from "./flow.js";
export type * from "./generated/wire.js";
export * from "./headers.js";
export type * from "./json.js";
export { load } from "./load.js";
export type { ModuleSource } from "./module.js";
export * from "./sign-in.js";
export type * from "./steps.js";
