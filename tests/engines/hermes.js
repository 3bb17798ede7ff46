/** Hermes, with the package as the bundler of React Native makes it ready: the condition, then Babel. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { transformAsync } from "@babel/core";

const { build } = createRequire(new URL("../../bindings-wasm/npm/package.json", import.meta.url))("esbuild");
const program = fileURLToPath(new URL("node_modules/hermes/linux64-bin/hermes", import.meta.url));

/** The parts of ES2015 that Hermes does not know; Metro takes the same away. */
const plugins = ["@babel/plugin-transform-block-scoping", "@babel/plugin-transform-classes"];

/** More steps than any sign-in has. */
const MOST_STEPS = 50;

/** Runs a program of the project to its end, and says what that was. `deal` is asked about everything else than requests. */
export async function runInHermes(project, service, program, deal) {
  const code = await prepare(project, program);
  const started = Date.now();
  const happened = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { kind, what } = await ask(project, code, { HAPPENED: happened, STARTED: started, URL_OF_SERVICE: service.url });
    if (kind === "end") {
      return what;
    }
    happened.push(kind === "request" ? await send(what) : await deal(kind, what).then(() => null));
  }
  throw new Error(`there was no end after ${MOST_STEPS} steps`);
}

async function prepare(project, program) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(program, project))],
    conditions: ["react-native"],
    mainFields: ["react-native", "main"],
    bundle: true,
    format: "iife",
    target: "es2015",
    // React Native has it, and its engine alone has not.
    inject: [fileURLToPath(new URL("../../bindings-wasm/npm/polyfills/abort.js", import.meta.url))],
    write: false,
    logLevel: "error",
  });
  const options = { plugins, cwd: fileURLToPath(new URL(".", import.meta.url)), configFile: false, compact: false };
  return (await transformAsync(outputFiles[0].text, options)).code;
}

/** One run: what the television waits for. */
async function ask(project, code, given) {
  const file = fileURLToPath(new URL("hermes-run.js", project));
  const head = Object.entries(given).map(([name, value]) => `globalThis.${name} = ${JSON.stringify(value)};\n`);
  writeFileSync(file, head.join("") + code);
  const { stdout } = await promisify(execFile)(program, [file], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}

async function send({ url, method, headers, body }) {
  const response = await fetch(url, { method, headers, body });
  return { status: response.status, body: [...new Uint8Array(await response.arrayBuffer())] };
}
