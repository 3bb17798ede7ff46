/**
 * The projects: how each is built and run, and its row of the manual's table, with `imports` where that is not `entry`, and
 * `note` for what its programmers have to know.
 */

/** The compiler of the years in which all ways of finding types were there, at its strictest: packages are checked as well. */
function typescript(words) {
  const always = "--strict --exactOptionalPropertyTypes --target es2020 --outDir dist --ignoreDeprecations 5.0 main.ts";
  return `typescript-5/bin/tsc ${always} ${words}`;
}

const BESIDE = "or `tvpass`, and `tvpass.wasm` copied beside the bundle";
const ALL = "all";

export const projects = [
  {
    title: "Vite",
    note: "its development server wants `tvpass` in `optimizeDeps.exclude`",
    folder: "vite",
    build: ["vite/bin/vite.js build --logLevel warn"],
    page: "dist/index.html",
  },
  { title: "webpack 5", folder: "webpack", build: ["webpack-cli/bin/cli.js"], page: "index.html" },
  {
    title: "Rollup",
    note: BESIDE,
    folder: "rollup",
    entry: "tvpass/inline",
    build: ["rollup/dist/bin/rollup -c --silent"],
    page: "index.html",
  },
  {
    title: "esbuild, for browsers",
    note: BESIDE,
    folder: "esbuild",
    entry: "tvpass/inline",
    build: ["esbuild/bin/esbuild main.js --bundle --format=esm --outfile=dist/main.js --log-level=warning"],
    page: "index.html",
  },
  {
    title: "esbuild, a script without modules",
    folder: "esbuild",
    entry: "tvpass/inline",
    build: ["esbuild/bin/esbuild main.js --bundle --format=iife --outfile=dist/global.js --log-level=warning"],
    page: "global.html",
  },
  {
    title: "esbuild, for Node",
    folder: "node",
    build: ["esbuild/bin/esbuild main.js --bundle --platform=node --format=esm --outfile=dist/main.mjs --log-level=warning"],
    run: ["node", "dist/main.mjs"],
  },
  { title: "a module worker", folder: "worker", page: "index.html", unbundled: "index.js" },
  { title: "a service worker", folder: "service-worker", page: "index.html", unbundled: "index.js" },
  {
    title: "a page under `script-src 'self' 'wasm-unsafe-eval'`",
    folder: "policy",
    page: "index.html",
    unbundled: "index.js",
    headers: { "content-security-policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" },
  },
  {
    title: "a page under `script-src 'self'`",
    imports: "tvpass/no-wasm",
    folder: "policy",
    page: "index.html",
    unbundled: "no-wasm.js",
    headers: { "content-security-policy": "default-src 'self'" },
  },
  { title: "Node, ES modules", folder: "node", run: ["node", "main.js"] },
  { title: "Node, CommonJS", note: "on Node 18 to 26 in the suite `engines`", folder: "node", run: ["node", "main.cjs"] },
  { title: "Bun", folder: "bun", run: ["@oven/bun-linux-x64/bin/bun", "main.js"] },
  { title: "Jest", folder: "jest", test: ["jest/bin/jest.js", "--rootDir", ".", "--testMatch", "**/call.test.cjs"] },
  { title: "Vitest", folder: "vitest", test: ["vitest/vitest.mjs", "run"] },
  {
    title: "TypeScript, `node10`",
    imports: ALL,
    folder: "typescript",
    type: "commonjs",
    build: [typescript("--module commonjs --moduleResolution node10 --types node")],
    run: ["node", "run.cjs"],
  },
  {
    title: "TypeScript, `node16`, CommonJS",
    imports: ALL,
    folder: "typescript",
    type: "commonjs",
    build: [typescript("--module node16 --types node")],
    run: ["node", "run.cjs"],
  },
  {
    title: "TypeScript, `node16`, ES modules",
    imports: ALL,
    folder: "typescript",
    build: [typescript("--module node16 --types node")],
    run: ["node", "run.mjs"],
  },
  {
    title: "TypeScript, `bundler`",
    imports: ALL,
    folder: "typescript",
    build: [typescript("--module esnext --moduleResolution bundler --types node")],
    run: ["node", "run.mjs"],
  },
  {
    title: "TypeScript without the library of the DOM",
    imports: ALL,
    note: "give `fetch`, whose type `Fetch` asks for little",
    folder: "typescript",
    build: [typescript("--module node16 --lib es2020 --typeRoots none")],
    run: ["node", "run.mjs"],
  },
  { title: "Next, a server component and a client component", folder: "next", build: ["next/dist/bin/next build"], next: true },
];
