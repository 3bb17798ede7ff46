/** Makes `dist` of the page and of the module that `cargo xtask` has put into `src/generated`; run in this folder. */
import { cpSync, rmSync } from "node:fs";

import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });
await build({
  entryPoints: ["src/main.ts"],
  outfile: "dist/playground.js",
  bundle: true,
  minify: true,
  // A script without modules, and the module of WebAssembly inside: a page that is opened as a file can load no other.
  format: "iife",
  loader: { ".wasm": "binary" },
  target: "es2022",
  logLevel: "warning",
});
cpSync("src/style.css", "dist/style.css");
cpSync("index.html", "dist/index.html");
cpSync("public", "dist", { recursive: true });
