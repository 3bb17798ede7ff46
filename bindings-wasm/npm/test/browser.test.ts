/** The package in a browser, without a bundler: the shared vectors, and a console that stays empty. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { startChromium } from "../test/chromium.js";
import { serve } from "./server.js";

/** Runs in the page. */
const judge = `(async () => {
  const { load } = await import("tvpass");
  await load();
  const { all } = await import("/build/vectors.js");
  const read = async (path) => new Uint8Array(await (await fetch("/vectors/" + path)).arrayBuffer());
  const names = async (folder) => (await fetch("/vectors/" + folder)).json();
  const failed = [];
  const cases = await all(read, names);
  for (const { name, judge } of cases) {
    try {
      judge();
    } catch (error) {
      failed.push(name + ": " + error);
    }
  }
  return { count: cases.length, failed };
})()`;

test("the vectors hold in Chromium, and nothing is said on the console", async () => {
  const [server, browser] = await Promise.all([serve(), startChromium()]);
  try {
    const page = await browser.context.newPage();
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    await page.goto(server.url);
    const { count, failed } = (await page.evaluate(judge)) as { count: number; failed: string[] };
    assert.deepEqual(failed, []);
    assert.ok(count > 1000, `${count} cases`);
    assert.deepEqual(said, []);
  } finally {
    await browser.stop();
    server.stop();
  }
});
