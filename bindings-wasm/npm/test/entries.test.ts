/** The entries beside the usual one: each does the same, however it is brought in. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";

import * as usual from "tvpass";
import * as whole from "tvpass/single-sign-on";

type Package = typeof usual;

const require = createRequire(import.meta.url);
const file = (name: string) => readFileSync(new URL(`../dist/${name}`, import.meta.url));

const entries: Record<string, () => Promise<Package>> = {
  "tvpass, required": async () => require("tvpass"),
  // Its script is that of `tvpass`, which works with the larger module here.
  "tvpass/inline": () => import("tvpass/inline"),
  "tvpass/inline, required": async () => require("tvpass/inline"),
  "tvpass/legacy": () => import("tvpass/legacy"),
  "tvpass/legacy, required": async () => require("tvpass/legacy"),
  "tvpass/no-wasm": () => import("tvpass/no-wasm"),
  "tvpass/no-wasm, required": async () => require("tvpass/no-wasm"),
  "tvpass.global.js": async () => global("tvpass.global.js"),
  "tvpass.no-wasm.global.js": async () => global("tvpass.no-wasm.global.js"),
  "tvpass/single-sign-on, required": async () => require("tvpass/single-sign-on"),
  "tvpass/inline/single-sign-on, required": async () => require("tvpass/inline/single-sign-on"),
  "tvpass/legacy/single-sign-on": () => import("tvpass/legacy/single-sign-on"),
  "tvpass/legacy/single-sign-on, required": async () => require("tvpass/legacy/single-sign-on"),
  "tvpass/no-wasm/single-sign-on": () => import("tvpass/no-wasm/single-sign-on"),
  "tvpass/no-wasm/single-sign-on, required": async () => require("tvpass/no-wasm/single-sign-on"),
  "tvpass.single-sign-on.global.js": async () => global("tvpass.single-sign-on.global.js"),
  "tvpass.single-sign-on.no-wasm.global.js": async () => global("tvpass.single-sign-on.no-wasm.global.js"),
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
    const isWhole = name.includes("single-sign-on");
    const tvpass: Package = isWhole ? whole : usual;
    // Entries that would fetch the module from beside themselves are given it.
    const isBeside = /legacy(\/single-sign-on)?$|(tvpass|sign-on)\.global/.test(name);
    await (isBeside ? found.load(file(isWhole ? "tvpass.single-sign-on.wasm" : "tvpass.wasm")) : found.load());
    const plain = (value: unknown) => JSON.stringify(value);
    assert.deepEqual(Object.keys(found).filter((key) => !(key in tvpass)), []);
    assert.equal(plain(found.decodeResponse("configuration", 200, text)), plain(tvpass.decodeResponse("configuration", 200, text)));
    const page = ["https://api.example", "REF30", "ä€"] as const;
    assert.equal(found.authenticateUrl(...page), tvpass.authenticateUrl(...page));
    const owner = { baseUrl: "https://api.example", serviceProvider: "REF30", softwareStatement: "statement" };
    const installation = found.Installation.open(owner);
    assert.equal(installation.mvpd, undefined);
    const flow = new found.Flow("list_devices", installation, { ...owner, headers: {} });
    const start = () => flow.handle({ kind: "start" }, { monotonic: 0, unix: 0, random: 0 }).step.kind;
    // Only the larger module has the flow, which ends at once since nobody is known.
    if (isWhole) {
      assert.equal(start(), "done");
    } else if (name !== "tvpass/inline") {
      assert.throws(start, (error) => error instanceof found.TvpassError);
    }
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
  for (const name of ["", ".no-wasm", ".single-sign-on", ".single-sign-on.no-wasm"].map((kind) => `tvpass${kind}.global.js`)) {
    assert.doesNotMatch(file(name).toString(), young, name);
  }
});
