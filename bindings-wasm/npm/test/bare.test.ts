/** The modules as they lie there, without a line of the package: what they want, and what they bring along. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

for (const file of ["tvpass.wasm", "tvpass.single-sign-on.wasm"]) {
  const bytes = readFileSync(new URL(`../dist/${file}`, import.meta.url));
  const module = new WebAssembly.Module(bytes);

  test(`${file} needs nothing of its host but what its own script gives`, () => {
    const modules = WebAssembly.Module.imports(module).map(({ module }) => module);
    assert.deepEqual([...new Set(modules)], ["./tvpass_bg.js"]);
  });

  test(`no import of ${file} can write to a console`, () => {
    const names = WebAssembly.Module.imports(module).map(({ name }) => name);
    assert.deepEqual(names.filter((name) => /log|warn|error|console/i.test(name)), []);
  });

  test(`${file} has no words for a panic, and names no file of the machine that built it`, () => {
    assert.doesNotMatch(bytes.toString("latin1"), /\.(rs|cargo|rustup)\b|panicked|unwrap|out of bounds|overflow/);
  });

  test(`${file} carries no names and no word on who made it`, () => {
    const sections = ["name", "producers"].flatMap((name) => WebAssembly.Module.customSections(module, name));
    assert.deepEqual(sections, []);
  });
}
