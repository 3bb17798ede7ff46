/** The module as it lies there, without a line of the package: what it wants, and what it brings along. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const bytes = readFileSync(new URL("../dist/tvpass.wasm", import.meta.url));
const module = new WebAssembly.Module(bytes);

test("the module needs nothing of its host but what its own script gives", () => {
  const modules = WebAssembly.Module.imports(module).map(({ module }) => module);
  assert.deepEqual([...new Set(modules)], ["./tvpass_bg.js"]);
});

test("no import of the module can write to a console", () => {
  const names = WebAssembly.Module.imports(module).map(({ name }) => name);
  assert.deepEqual(names.filter((name) => /log|warn|error|console/i.test(name)), []);
});

test("the module has no words for a panic, and names no file of the machine that built it", () => {
  assert.doesNotMatch(bytes.toString("latin1"), /\.(rs|cargo|rustup)\b|panicked|unwrap|out of bounds|overflow/);
});

test("the module carries no names and no word on who made it", () => {
  const sections = ["name", "producers"].flatMap((name) => WebAssembly.Module.customSections(module, name));
  assert.deepEqual(sections, []);
});
