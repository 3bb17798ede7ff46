/** The examples: each function has one in its documentation, and all of them compile and run, those of the pages as well. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import * as tvpass from "tvpass/single-sign-on";

import { exampleWorld } from "./example-world.js";

const root = new URL("../", import.meta.url);
const exported = Object.entries(tvpass).filter(([, value]) => typeof value === "function").map(([name]) => name);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

/** The blocks of TypeScript of a text. */
function blocks(text: string): string[] {
  return [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = ""]) => code);
}

/** The examples that the types carry into an editor. */
const documented = readdirSync(new URL("dist/", root), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".d.ts"))
  .flatMap((name) => blocks(read(`dist/${name}`).replace(/^ \* ?/gm, "")));
const pages = ["README.md", "../../README.md", "../../docs/web.md", "../../docs/migration/access-enabler.md"].flatMap((page) => blocks(read(page)));

test("each function and class has an example in its documentation", () => {
  const missing = exported.filter((name) => !documented.some((code) => new RegExp(`\\b${name}\\b`).test(code)));
  assert.deepEqual(missing, []);
});

/** Examples of what Node has not, by the function; the tests named run it. */
const elsewhere: Record<string, string> = { indexedStore: "tabs.test.ts" };

const folder = new URL("build/examples/", root);
const examples = [...documented, ...pages].map((code, index) => ({ code, index }));

test("the examples compile as strictly as can be, and run against the simulator", async (context) => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = examples.map(({ code, index }) => {
    const file = new URL(`${index}.ts`, folder);
    // What a whole program says itself.
    const names = code.includes("import ") ? "" : `import { ${exported.join(", ")} } from "tvpass/single-sign-on";\n`;
    const app = /\bconst app\b/.test(code) ? "" : 'import type { App as Given } from "tvpass";\ndeclare const app: Given;\n';
    writeFileSync(file, names + app + code);
    return fileURLToPath(file);
  });
  assert.ok(files.length > exported.length);
  const compiler = fileURLToPath(new URL("node_modules/.bin/tsc", root));
  const options = "--strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --target es2022";
  const libraries = "--lib es2022,dom --module nodenext --types node --ignoreConfig";
  const { status, stdout } = spawnSync(compiler, [...`${options} ${libraries}`.split(" "), ...files], { encoding: "utf8" });
  assert.equal(status, 0, stdout);

  const world = await exampleWorld();
  context.after(world.stop);
  const failed: string[] = [];
  for (const { code, index } of examples) {
    if (Object.keys(elsewhere).some((name) => new RegExp(`\\b${name}\\(`).test(code))) {
      continue;
    }
    await world.prepare();
    await import(new URL(`${index}.js`, folder).href).catch((error: unknown) => failed.push(`${code}${error}`));
  }
  assert.deepEqual(failed, []);
});

test("no type of the package is a bigint or any", () => {
  const types = readdirSync(new URL("dist/", root), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".d.ts"));
  const loose = types.filter((name) => /\bbigint\b|[:<|(] *any\b/.test(read(`dist/${name}`).replace(/\/\*\*.*?\*\//gs, "")));
  assert.deepEqual(loose, []);
});
