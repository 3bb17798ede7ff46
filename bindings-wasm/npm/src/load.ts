import { type ModuleSource, start } from "./module.js";

/**
 * Fetches and starts the module. The flows do it by themselves; the codec and `Installation.open` need it done before. In Node and
 * without WebAssembly it is done when the package is imported.
 *
 * @param source Where the module is, if it is not beside the script.
 *
 * @example
 * ```ts
 * await load();
 * // From elsewhere: await load("https://cdn.example/tvpass.wasm");
 * ```
 */
export function load(source?: ModuleSource): Promise<void> {
  return start(source);
}
