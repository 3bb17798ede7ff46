/** The comparison in Node and in Chromium, in one run, as tables of Markdown: `main.js PROFILES CONFIGURATION`. */
import { readFile } from "node:fs/promises";

import { startChromium } from "../../test/chromium.js";
import { same } from "../same.js";
import { serve } from "../server.js";
import { heap } from "./heap.js";
import { type Bodies, measure, type Row, type Work, works } from "./works.js";

const [, , profiles = "", configuration = ""] = process.argv;
const session = new URL("../../../../benchmarks/data/session.json", import.meta.url);
const bodies: Bodies = {
  profiles: await readFile(profiles, "utf8"),
  session: await readFile(session, "utf8"),
  configuration: await readFile(configuration, "utf8"),
};
const all = works(bodies);
all.forEach(agree);
print("Node", process.version, measure(all));
print("Chromium", ...(await inChromium()));
await printHeap(all);

/** Refuses to compare works that differ. */
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
      return measure(works(${JSON.stringify(bodies)}));
    })()`);
    return [context.browser()?.version() ?? "", rows as Row[]];
  } finally {
    await stop();
    server.stop();
  }
}

function print(engine: string, version: string, rows: Row[]): void {
  const head = ["tvpass, µs", "plain TypeScript, µs", "ratio", "`JSON.parse` alone, µs", "ratio"];
  console.log(`\n| ${[`${engine} ${version}`, ...head].join(" | ")} |\n| --- |${" ---: |".repeat(head.length)}`);
  for (const { name, times } of rows) {
    const [ours = 0, ...others] = times;
    const cells = others.flatMap((time) => [time.toFixed(2), (ours / time).toFixed(1)]);
    console.log(`| ${[name, ours.toFixed(2), ...cells, "", ""].slice(0, head.length + 1).join(" | ")} |`);
  }
}

async function printHeap(all: readonly Work[]): Promise<void> {
  console.log("\n| heap that an answer keeps in Node | tvpass, KB | `JSON.parse`, KB |\n| --- | ---: | ---: |");
  for (const work of all) {
    const kept = await heap(work);
    if (kept !== undefined) {
      console.log(`| ${[work.name, ...kept.map((kilobytes: number) => kilobytes.toFixed(1))].join(" | ")} |`);
    }
  }
}
