/** The module at work: what it leaves behind. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { decodeResponse, encodeRequest, Flow, Installation } from "tvpass";

const file = createRequire(import.meta.url).resolve("tvpass/tvpass.wasm");
const script = await import(new URL("generated/tvpass_bg.js", pathToFileURL(file)).href);
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), { "./tvpass_bg.js": script });
script.__wbg_set_wasm(exports);

test("what is done leaves no memory behind, without anything being freed", () => {
  const memory = exports["memory"] as WebAssembly.Memory;
  const owner = { baseUrl: "http://127.0.0.1", serviceProvider: "REF30", softwareStatement: "" };
  const installation = Installation.open(owner);
  const settings = { ...owner, headers: { "X-Device-Info": "e30=" } };
  const round = () => {
    encodeRequest("register", { software_statement: "a".repeat(5000) }, { "X-Device-Info": "e30=" });
    decodeResponse("profiles", 200, `{"profiles": {}, "more": "${"b".repeat(50_000)}"}`);
    const flow = new Flow("registration", installation, settings);
    flow.handle({ kind: "start" });
    flow.cancel();
  };
  round();
  const before = memory.buffer.byteLength;
  for (let rounds = 0; rounds < 200; rounds += 1) {
    round();
  }
  assert.equal(memory.buffer.byteLength, before);
});

test("what makes memory grow is read from the memory that it grew to", () => {
  const text = "c".repeat(3_000_000);
  const { body } = encodeRequest("register", { software_statement: text }, { "X-Device-Info": "e30=" });
  assert.equal((JSON.parse(body) as { software_statement: string }).software_statement, text);
});
