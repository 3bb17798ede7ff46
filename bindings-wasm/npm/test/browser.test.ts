/** The package in a browser, without a bundler: the shared vectors, and a console that stays empty. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { startChromium } from "../test/chromium.js";
import { serve } from "./server.js";

/** Runs in the page. */
const judge = (entry: string, cases: string) => `(async () => {
  const { load } = await import("${entry}");
  await load();
  const { all, singleSignOn } = await import("/build/vectors.js");
  const read = async (path) => new Uint8Array(await (await fetch("/vectors/" + path)).arrayBuffer());
  const names = async (folder) => (await fetch("/vectors/" + folder)).json();
  const failed = [];
  const cases = await ${cases}(read, names);
  for (const { name, judge } of cases) {
    try {
      judge();
    } catch (error) {
      failed.push(name + ": " + error);
    }
  }
  return { count: cases.length, failed };
})()`;

interface Judged {
  readonly count: number;
  readonly failed: string[];
}

test("the vectors hold in Chromium, and nothing is said on the console", async () => {
  const [server, browser] = await Promise.all([serve(), startChromium()]);
  try {
    const page = await browser.context.newPage();
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    await page.goto(server.url);
    const usual = (await page.evaluate(judge("tvpass", "all"))) as Judged;
    assert.deepEqual(usual.failed, []);
    assert.ok(usual.count > 1000, `${usual.count} cases`);
    await page.reload();
    const whole = (await page.evaluate(judge("tvpass/single-sign-on", "singleSignOn"))) as Judged;
    assert.deepEqual(whole.failed, []);
    assert.ok(whole.count > 10, `${whole.count} cases`);
    assert.deepEqual(said, []);
  } finally {
    await browser.stop();
    server.stop();
  }
});
