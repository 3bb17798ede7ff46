import * as wasm from "./generated/tvpass.js";
import { TvpassError, type Refusal } from "./errors.js";

/** Where the module can come from: an address, an answer of `fetch`, its bytes, or the module compiled already. */
export type ModuleSource = string | URL | Response | BufferSource | WebAssembly.Module;

let isLoaded = false;
let loading: Promise<void> | undefined;

/** Fetches and starts the module, once. */
export function start(source: ModuleSource): Promise<void> {
  loading ??= compiled(source).then(startNow).catch((error: unknown) => {
    // The next call tries again: a network can come back.
    loading = undefined;
    throw error;
  });
  return loading;
}

async function compiled(source: ModuleSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) {
    return source;
  }
  const found = typeof source === "string" || source instanceof URL ? await fetch(source) : source;
  if (!(found instanceof Response)) {
    return WebAssembly.compile(found);
  }
  if (!found.ok) {
    throw new Error(`the module of tvpass is not at ${found.url}: ${found.status}`);
  }
  return WebAssembly.compile(await found.arrayBuffer());
}

/** Starts the module, where it is there already. */
export function startNow(source: WebAssembly.Module | BufferSource): void {
  wasm.initSync({ module: source });
  isLoaded = true;
  loading = Promise.resolve();
}

/** The module; it must have been loaded. @internal */
export function module(): typeof wasm {
  if (!isLoaded) {
    throw new Error("tvpass is not loaded: await load() first");
  }
  return wasm;
}

const encoder = new TextEncoder();

/** Bytes of what is given as text or as bytes. */
export function bytes(input: string | Uint8Array): Uint8Array {
  return typeof input === "string" ? encoder.encode(input) : input;
}

/** A name with its value; what is undefined is left out. */
export type Field = readonly [name: string, value: string | number | undefined];

/** Ends each name and each value: a byte that UTF-8 never has, so that no value can begin a field of its own. */
const END = Uint8Array.of(0xff);

/** Names and values in turn, as the module takes them. */
export function fields(given: Iterable<Field>): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [name, value] of given) {
    if (value !== undefined) {
      parts.push(encoder.encode(name), END, encoder.encode(String(value)), END);
    }
  }
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/** An object's own fields; a list is its name several times, and headers have a colon before theirs. */
export function* fieldsOf(given: object, prefix = ""): Generator<Field> {
  for (const [name, value] of Object.entries(given) as [string, Field[1] | readonly string[]][]) {
    if (typeof value === "object") {
      yield* value.map((item): Field => [name, item]);
    } else {
      yield [prefix + name, value];
    }
  }
}

/** What the module answers to a call of the codec. */
export function ask(call: string, name: string, number: number, input: string | Uint8Array): unknown {
  return JSON.parse(module().codec(call, name, number, bytes(input)));
}

/** The value that the module answers with, or what it refuses. */
export function valueOf<Value>(call: string, name: string, number: number, input: string | Uint8Array): Value {
  const answer = ask(call, name, number, input) as { value: Value } | { error: Refusal | "downgrade" | "invalid" };
  if ("value" in answer) {
    return answer.value;
  }
  const { error } = answer;
  throw new TvpassError(typeof error === "string" ? { kind: "url", error } : error);
}
