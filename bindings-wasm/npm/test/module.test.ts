/** The module at work: what it leaves behind. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import { Client, decodeResponse, encodeRequest, Flow } from "tvpass";

const file = createRequire(import.meta.url).resolve("tvpass/tvpass.wasm");
const bytes = readFileSync(file);
const { initSync } = await import(new URL("tvpass.js", `file://${file}`).href);

test("what is done leaves no memory behind, without anything being freed", () => {
  const { memory } = initSync({ module: bytes }) as { memory: WebAssembly.Memory };
  const client = Client.open();
  const settings = { baseUrl: "http://127.0.0.1", serviceProvider: "REF30", softwareStatement: "", headers: {} };
  const round = () => {
    encodeRequest("register", { software_statement: "a".repeat(5000) }, { "X-Device-Info": "e30=" });
    decodeResponse("profiles", 200, `{"profiles": {}, "more": "${"b".repeat(50_000)}"}`);
    new Flow("registration", client, settings).next({ kind: "begin" });
  };
  round();
  const before = memory.buffer.byteLength;
  for (let rounds = 0; rounds < 200; rounds += 1) {
    round();
  }
  assert.equal(memory.buffer.byteLength, before);
});
