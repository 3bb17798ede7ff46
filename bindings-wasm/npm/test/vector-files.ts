/** The files of the vectors for tests in Node. */
import { readdir, readFile } from "node:fs/promises";
import { test as testOf } from "node:test";

import type { Case, Names, Read } from "./vectors.js";

const folder = new URL("../../../tests/vectors/", import.meta.url);

export const read: Read = async (path) => new Uint8Array(await readFile(new URL(path, folder)));

export const names: Names = (path) => readdir(new URL(path, folder));

/** Makes each case a test. */
export function test(cases: readonly Case[]): void {
  for (const { name, judge } of cases) {
    testOf(name, judge);
  }
}
