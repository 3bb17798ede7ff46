/**
 * Projects of every kind that use the package: `node consumers.js FOLDER TARBALL`, where the folder has the tools and the
 * package installed. Each is built and makes a call; then the tarball itself is judged. The manual has to have a table of those
 * that work; `--record` behind it puts it there.
 */
import { execFile, spawn } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { startSimulator } from "../../bindings-wasm/npm/build/simulator.js";
import { read, serve } from "./browser.js";
import { projects } from "./projects.js";

const [workshop, tarball, mode] = process.argv.slice(2);
const packages = join(workshop, "node_modules");
const here = fileURLToPath(new URL(".", import.meta.url));
const simulator = await startSimulator("--no-throttle");
// No tool tells anybody what it is used for.
const quiet = { NEXT_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
const env = { ...process.env, ...quiet, SIMULATOR: simulator.url };

const EXPECTED = "REF30";

/** A project of its own, with the call that all of them make. */
function create({ folder, entry = "tvpass", type = "module", unbundled }) {
  const project = join(workshop, "project");
  rmSync(project, { recursive: true, force: true });
  cpSync(join(here, "projects", folder), project, { recursive: true });
  const name = unbundled === undefined ? entry : `/packages/tvpass/dist/${unbundled}`;
  const call = readFileSync(join(here, "call.js"), "utf8").replace('"tvpass"', JSON.stringify(name));
  const common = call.replace(/import (.*) from (.*);/, "const $1 = require($2);").replace("export async", "exports.requestor = async");
  writeFileSync(join(project, "call.js"), call);
  writeFileSync(join(project, "call.cjs"), common);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "project", private: true, type }));
  return project;
}

/** Runs a program of the packages, or Node's own, and gives what it prints. */
async function run(project, [program, ...words]) {
  const path = join(packages, program);
  const isScript = program !== "node" && !isNative(path);
  const all = isScript ? [path, ...words] : words;
  const file = isScript || program === "node" ? "node" : path;
  const { stdout } = await promisify(execFile)(file, all, { cwd: project, env, maxBuffer: 1 << 26 });
  return stdout.trim();
}

/** True if a program of the packages is one of the machine, which begins in its own way. */
function isNative(path) {
  return readFileSync(path).subarray(1, 4).toString() === "ELF";
}

async function resultOf(consumer) {
  const project = create(consumer);
  for (const line of consumer.build ?? []) {
    await run(project, line.split(" "));
  }
  if (consumer.test !== undefined) {
    await run(project, consumer.test);
    return EXPECTED;
  }
  if (consumer.next) {
    return inNext(project);
  }
  return consumer.run === undefined ? inBrowser(project, consumer) : run(project, consumer.run);
}

async function inBrowser(project, { page, headers }) {
  const isBuilt = page.startsWith("dist/");
  const server = await serve(isBuilt ? join(project, "dist") : project, packages, simulator.url, headers);
  try {
    return await read(`${server.url}/${page.replace("dist/", "")}`, "document.title");
  } finally {
    server.stop();
  }
}

/** The text that both components show. */
async function inNext(project) {
  const server = spawn("node", [join(packages, "next/dist/bin/next"), "start", "--hostname", "127.0.0.1", "--port", "0"], {
    cwd: project,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    let said = "";
    for await (const part of server.stdout) {
      said += part;
      const url = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(said)?.[0];
      if (url !== undefined) {
        const client = await read(url, 'document.querySelector("#client").textContent');
        const page = await (await fetch(url)).text();
        return client === "syntax" ? /<p id="server">(.*?)<\/p>/.exec(page)?.[1] : client;
      }
    }
    throw new Error(`the server of Next did not start: ${said}`);
  } finally {
    server.kill();
  }
}

let failed = 0;

async function judge(title, work, expected) {
  const result = await work().catch((error) => `${error.message}\n${error.stdout ?? ""}`);
  const isGood = expected(result);
  failed += isGood ? 0 : 1;
  console.log(isGood ? `yes  ${title}` : `NO   ${title}: ${result}`);
  return isGood;
}

function row({ title, entry = "tvpass", imports = entry, note = "" }) {
  return `| ${title} | ${imports === "all" ? imports : `\`${imports}\``} | ${note}${note === "" ? "" : " "}|\n`;
}

let table = "| consumer | import | to know |\n| --- | --- | --- |\n";
for (const consumer of projects) {
  if (await judge(consumer.title, () => resultOf(consumer), (result) => result === EXPECTED)) {
    table += row(consumer);
  }
}
await judge("publint", () => run(here, ["publint/src/cli.js", tarball, "--strict"]), (said) => /All good/.test(said));
const types = ["@arethetypeswrong/cli/dist/index.js", tarball, "--format", "ascii", "--exclude-entrypoints", "tvpass.wasm", "tvpass.single-sign-on.wasm"];
await judge("attw", () => run(here, types), (said) => /No problems found/.test(said));
simulator.stop();

const manual = join(here, "../../docs/web.md");
const text = readFileSync(manual, "utf8");
if (mode === "--record") {
  writeFileSync(manual, text.replace(/\| consumer \| import[\s\S]*?\n(?!\|)/, table));
} else if (!text.includes(`${table}\n`)) {
  failed += 1;
  console.log(`docs/web.md says something else; what it has to say:\n${table}`);
}
process.exitCode = failed === 0 ? 0 : 1;
