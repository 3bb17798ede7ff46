import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";

import { all } from "./vectors.js";

const folder = new URL("../../../tests/vectors/", import.meta.url);
const cases = await all(
  async (path) => new Uint8Array(await readFile(new URL(path, folder))),
  (path) => readdir(new URL(path, folder)),
);

for (const { name, judge } of cases) {
  test(name, judge);
}
