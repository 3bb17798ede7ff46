/** The entries beside the usual one: each does the same, however it is brought in. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";

import * as tvpass from "tvpass";

type Package = typeof tvpass;

const require = createRequire(import.meta.url);
const file = (name: string) => readFileSync(new URL(`../dist/${name}`, import.meta.url));

/** Bytes of the module, for entries that would fetch it from beside themselves. */
const bytes = file("tvpass.wasm");

const entries: Record<string, () => Promise<Package>> = {
  "tvpass, required": async () => require("tvpass"),
  "tvpass/inline": () => import("tvpass/inline"),
  "tvpass/inline, required": async () => require("tvpass/inline"),
  "tvpass/legacy": () => import("tvpass/legacy"),
  "tvpass/legacy, required": async () => require("tvpass/legacy"),
  "tvpass/no-wasm": () => import("tvpass/no-wasm"),
  "tvpass/no-wasm, required": async () => require("tvpass/no-wasm"),
  "tvpass.global.js": async () => global("tvpass.global.js"),
  "tvpass.no-wasm.global.js": async () => global("tvpass.no-wasm.global.js"),
};

/** The globals of a page after a script; it has less than Node. */
function global(name: string): Package {
  const document = { currentScript: { src: `http://127.0.0.1/${name}` } };
  const page = createContext({ document, TextEncoder, TextDecoder, Uint8Array, WebAssembly, AbortController, URL });
  runInContext(file(name).toString(), page);
  return page["tvpass"] as Package;
}

/** Text past ASCII crosses the border in both directions. */
const text = '{"requestor": {"id": "REF30", "name": "Ünïcødé – 電視 📺"}}';

for (const [name, entry] of Object.entries(entries)) {
  test(`${name} does what tvpass does`, async () => {
    const found = await entry();
    await (/legacy$|tvpass\.global/.test(name) ? found.load(bytes) : found.load());
    const plain = (value: unknown) => JSON.stringify(value);
    assert.deepEqual(Object.keys(found).filter((key) => !(key in tvpass)), []);
    assert.equal(plain(found.decodeResponse("configuration", 200, text)), plain(tvpass.decodeResponse("configuration", 200, text)));
    const page = ["https://api.example", "REF30", "ä€"] as const;
    assert.equal(found.authenticateUrl(...page), tvpass.authenticateUrl(...page));
    const owner = { baseUrl: "https://api.example", serviceProvider: "REF30", softwareStatement: "statement" };
    assert.equal(found.Installation.open(owner).mvpd, undefined);
  });
}

/** Imports a file as an engine would that has not these globals. */
async function without(names: readonly string[], path: string): Promise<Record<string, new () => any>> {
  const kept = names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  names.forEach((name) => Reflect.deleteProperty(globalThis, name));
  try {
    return await import(new URL(`../polyfills/${path}`, import.meta.url).href);
  } finally {
    names.forEach((name, index) => Object.defineProperty(globalThis, name, kept[index] ?? assert.fail(name)));
  }
}

test("texts become the bytes that they are in engines with TextEncoder, and bytes texts", async () => {
  const { TextEncoder: Encoder, TextDecoder: Decoder } = await without(["TextEncoder", "TextDecoder"], "text.js");
  assert.ok(Encoder !== undefined && Decoder !== undefined && Encoder !== TextEncoder);
  for (const text of ["", "plain", "ä€電📺", "\u07ff\u0800\uffff\u{10000}\u{10ffff}", "lone \ud800 and \udc00", "\udc00\udc00\ud800\ud800", "%41"]) {
    const encoded = new TextEncoder().encode(text);
    assert.deepEqual(new Encoder().encode(text), encoded, text);
    assert.equal(new Decoder().decode(encoded), new TextDecoder("utf-8", { ignoreBOM: true }).decode(encoded), text);
  }
});

test("an engine without AbortController aborts once, with the reason", async () => {
  const { AbortController: Controller } = await without(["AbortController"], "abort.js");
  assert.ok(Controller !== undefined && Controller !== AbortController);
  const control = new Controller();
  const heard: unknown[] = [];
  control.signal.addEventListener("abort", () => heard.push(control.signal.reason));
  const deaf = () => heard.push("deaf");
  control.signal.addEventListener("abort", deaf);
  control.signal.removeEventListener("abort", deaf);
  control.abort("over");
  control.abort("again");
  assert.deepEqual([control.signal.aborted, heard], [true, ["over"]]);
});

test("scripts for old pages hold nothing that came after ES2015", () => {
  const young = /\?\?|\?\.[a-z(\[]|\basync\b|\*\*|catch\s*\{|\.\.\.[\w$]+\}|Object\.(entries|values|fromEntries|getOwnPropertyDescriptors)\b/;
  for (const name of ["tvpass.global.js", "tvpass.no-wasm.global.js"]) {
    assert.doesNotMatch(file(name).toString(), young, name);
  }
});
