/** The comparison in Node and in Chromium, in one run, as a table of Markdown. */
import { readFile } from "node:fs/promises";

import { startChromium } from "../../test/chromium.js";
import { same } from "../same.js";
import { serve } from "../server.js";
import { measure, type Row, type Work, works } from "./works.js";

const data = new URL("../../../../benchmarks/data/", import.meta.url);
const [profiles, session] = await Promise.all(
  ["profiles.json", "session.json"].map((name) => readFile(new URL(name, data), "utf8")),
);
const all = works(profiles ?? "", session ?? "");
all.forEach(agree);
print("Node", process.version, measure(all));
print("Chromium", ...(await inChromium()));

/** What is not the same work must not be compared. */
function agree({ package: ours, plain }: Work): void {
  same(ours(), plain());
}

async function inChromium(): Promise<[version: string, rows: Row[]]> {
  const [server, { context, stop }] = await Promise.all([serve(), startChromium()]);
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    const rows = await page.evaluate(`(async () => {
      const { load } = await import("tvpass");
      await load();
      const { measure, works } = await import("/build/compare/works.js");
      const text = async (name) => (await fetch("/data/" + name)).text();
      return measure(works(await text("profiles.json"), await text("session.json")));
    })()`);
    return [context.browser()?.version() ?? "", rows as Row[]];
  } finally {
    await stop();
    server.stop();
  }
}

function print(engine: string, version: string, rows: Row[]): void {
  console.log(`\n| ${engine} ${version} | tvpass, µs | plain TypeScript, µs | ratio |\n| --- | ---: | ---: | ---: |`);
  for (const { name, package: ours, plain } of rows) {
    console.log(`| ${name} | ${ours.toFixed(2)} | ${plain.toFixed(2)} | ${(ours / plain).toFixed(1)} |`);
  }
}
