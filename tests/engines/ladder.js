/**
 * A whole sign-in against the simulator in engines of many years: `node ladder.js PROJECT`, where the project has the package
 * installed. Prints the table of the manual, and demands that the manual has it; `--record` behind it puts it there.
 */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { newestVersion, openIn } from "./chromium.js";
import { ladder } from "./engines.js";
import { runInHermes } from "./hermes.js";
import { entries as nodeEntries, runIn } from "./node.js";
import { startService } from "./service.js";

const SUCCESS = "signed in at Cablevision";

/** The time that an engine may take, in milliseconds; the programs of some start slowly on a machine at work. */
const PATIENCE = 90_000;

const project = pathToFileURL(`${process.argv[2]}/`);
const manual = new URL("../../docs/web.md", import.meta.url);
const tvpass = await import(new URL("node_modules/tvpass/dist/node.js", project));
const newest = newestVersion();

/** The outcome of each entry in an engine. */
async function judge({ kind, version }) {
  const service = await startService(tvpass, new URL("node_modules/tvpass/", project));
  try {
    switch (kind) {
      case "chromium":
        return await openIn(version, newest, service.url, service.hear(service.entries.length, PATIENCE));
      case "node":
        return await runIn(version, project, service.url, service.hear(nodeEntries.length, PATIENCE));
      default:
        for (const name of ["hermes-world.js", "hermes-television.js", "television.js"]) {
          cpSync(new URL(name, import.meta.url), new URL(name, project));
        }
        return new Map([["tvpass", await runInHermes(project, service, "hermes-television.js", (_, code) => service.typeCode(code))]]);
    }
  } finally {
    service.stop();
  }
}

const columns = ["tvpass", "tvpass/legacy", "tvpass.global.js", "tvpass/no-wasm"];
const titles = { chromium: "Chromium", node: "Node", hermes: "Hermes" };

function row({ kind, version, televisions, results }) {
  const name = kind === "chromium" && version === newest ? "Chromium of today" : `${titles[kind]} ${version}`;
  const cells = columns.map((column) => {
    const result = results.get(column);
    return result === undefined ? "" : result === SUCCESS ? "yes" : "no";
  });
  return `| ${[name, televisions.join(", "), ...cells].join(" | ")} |`;
}

const rows = [];
for (const engine of ladder(newest)) {
  const results = await judge(engine);
  rows.push(row({ ...engine, results }));
  console.log(rows.at(-1));
  for (const [entry, result] of results) {
    if (result !== SUCCESS) {
      console.log(`    ${entry}: ${result.split("\n")[0]}`);
    }
  }
}

const head = ["engine", "televisions", ...columns.map((column) => `\`${column}\``)];
const table = `| ${head.join(" | ")} |\n| --- | --- |${" --- |".repeat(columns.length)}\n${rows.join("\n")}\n`;
const text = readFileSync(manual, "utf8");
if (process.argv[3] === "--record") {
  writeFileSync(manual, text.replace(/\| engine \| televisions[\s\S]*?\n(?!\|)/, table));
} else if (!text.includes(table)) {
  throw new Error(`docs/web.md says something else; what it has to say:\n${table}`);
}
