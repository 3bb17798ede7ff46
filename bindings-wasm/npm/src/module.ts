import * as script from "./generated/tvpass_bg.js";
import type { FetchResponse } from "./fetch.js";
import { refusalOf, type Refusal, type UrlError } from "./errors.js";

/** A source of the module: an address, an answer of `fetch`, its bytes, or the module compiled already. */
export type ModuleSource =
  | string
  | { readonly href: string }
  | FetchResponse
  | Bytes
  | WebAssembly.Module;

/** The bytes of the module. */
export type Bytes = ArrayBuffer | ArrayBufferView;

type Compilable = Bytes | WebAssembly.Module;

/** All that the module asks of its host. */
const imports = { "./tvpass_bg.js": script } as unknown as WebAssembly.Imports;

let origin: () => ModuleSource;
let isLoaded = false;
let isUsed = false;
/** The module with the Single Sign-On Service is meant. */
let isWhole = false;
let loading: Promise<void> | undefined;

/** Says where the module is, unless `load` is told otherwise. */
export function comesFrom(source: () => ModuleSource, whole = false): void {
  if (precedes(whole)) {
    origin = source;
  }
}

/**
 * `true` if a module is meant from here on. Both entries can be imported, in any order: the module with the Single Sign-On Service
 * has all that the usual one has, and serves both. It cannot know objects of one that is at work already.
 */
function precedes(whole: boolean): boolean {
  if (isWhole) {
    return false;
  }
  if (whole && isUsed) {
    throw new Error("tvpass is in use: import tvpass/single-sign-on before");
  }
  isWhole = whole;
  return true;
}

/** Fetches and starts the module, once. */
export function start(source?: ModuleSource): Promise<void> {
  isUsed = true;
  loading ??= instantiate(source).then(startWith).catch((error: unknown) => {
    // The next call tries again: a network can come back.
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Never at once: Chromium before 114 refuses that to a page for modules of this size. */
async function instantiate(source: ModuleSource = origin()): Promise<WebAssembly.Exports> {
  const made: WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource = await WebAssembly.instantiate(
    (await found(source)) as BufferSource,
    imports,
  );
  return "instance" in made ? made.instance.exports : (made as WebAssembly.Instance).exports;
}

async function found(source: ModuleSource): Promise<Compilable> {
  if (typeof source === "string") {
    return bytesOf(await fetch(source));
  }
  if ("href" in source) {
    return found(source.href);
  }
  return "status" in source ? bytesOf(source) : source;
}

/** The reader of bytes is happy with any type of content, which a television's server may have wrong. */
function bytesOf(response: FetchResponse): Promise<ArrayBuffer> {
  if (response.status !== 200) {
    throw new Error(`the module of tvpass is not there: ${response.status}`);
  }
  return response.arrayBuffer();
}

/** Starts the module where it is there already, and where nothing forbids that. */
export function startNow(source: Bytes, whole = false): void {
  if (precedes(whole)) {
    startWith(new WebAssembly.Instance(new WebAssembly.Module(source as BufferSource), imports).exports);
  }
}

/** Takes what the module exports. */
export function startWith(exports: object): void {
  script.__wbg_set_wasm(exports);
  isLoaded = true;
  loading = Promise.resolve();
}

/** The module; it must have been loaded. @internal */
export function module(): typeof script {
  if (!isLoaded) {
    throw new Error("tvpass is not loaded: await load() first");
  }
  isUsed = true;
  return script;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Bytes of what is given as text or as bytes. */
export function bytes(input: string | Uint8Array): Uint8Array {
  return typeof input === "string" ? encoder.encode(input) : input;
}

/** A name with its value; what is undefined is left out. */
export type Field = readonly [name: string, value: string | number | boolean | undefined];

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
  return joined(parts);
}

/** Bytes behind a field that says what they are for. */
export function headed(name: string, value: string, input: Uint8Array): Uint8Array {
  return joined([encoder.encode(name), END, encoder.encode(value), END, input]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
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
  // By keys, for entries came to engines later.
  for (const name of Object.keys(given)) {
    const value = (given as { readonly [name: string]: Field[1] | readonly string[] })[name];
    if (typeof value === "object") {
      yield* value.map((item): Field => [name, item]);
    } else {
      yield [prefix + name, value];
    }
  }
}

/** The module's answer to a call of the codec, as JSON in UTF-8. */
export function asked(call: string, name: string, number: number, input: string | Uint8Array): Uint8Array {
  return module().codec(number, headed(call, name, bytes(input)));
}

/** The same as a value. */
export function ask(call: string, name: string, number: number, input: string | Uint8Array): unknown {
  return parsed(asked(call, name, number, input));
}

/** The value of JSON in UTF-8. */
export function parsed(json: Uint8Array): unknown {
  return JSON.parse(decoder.decode(json));
}

/** The value that the module answers with, or what it refuses. */
export function valueOf<Value>(call: string, name: string, number: number, input: string | Uint8Array): Value {
  const answer = ask(call, name, number, input) as { value: Value } | { error: Refusal | UrlError };
  if ("value" in answer) {
    return answer.value;
  }
  throw refusalOf(answer.error);
}
