/** Makes `dist` of the sources and of the module that `cargo xtask` has put into `src/generated`. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

process.chdir(fileURLToPath(new URL(".", import.meta.url)));
const generated = "src/generated";
const module = `${generated}/tvpass_bg.wasm`;

/** The entries beside the usual one, and their places. In CommonJS every entry carries its module. */
const paths = { inline: "inline", legacy: "legacy", "no-wasm": "no-wasm", tables: "generated/tables", "access-enabler": "access-enabler" };

const modern = { target: "es2020", platform: "neutral" };
const old = {
  target: "es2015",
  platform: "neutral",
  inject: ["polyfills/helpers.js", "polyfills/abort.js"],
  // Modules came with it, to browsers and to bundlers, though the year's standard has it not.
  supported: { "import-meta": true },
};
const bare = { target: "es2015", platform: "neutral", inject: ["polyfills/helpers.js", "polyfills/abort.js", "polyfills/text.js"] };

const base64 = readFileSync(module).toString("base64");
writeFileSync(`${generated}/bytes.ts`, `const base64: string = "${base64}";\nexport default base64;\n`);
program("wasm2js", "-Oz", "--mvp-features", module, "-o", `${generated}/tvpass_js.js`);
writeFileSync(`${generated}/tvpass_js.d.ts`, "export {};\n");
rmSync("dist", { recursive: true, force: true });
program("tsc");
program("tsc", ..."--target es2015 --noEmitHelpers --declaration false --declarationMap false --outDir build/es2015".split(" "));
for (const name of ["tvpass_bg.js", "tvpass_js.js"]) {
  cpSync(`${generated}/${name}`, `dist/generated/${name}`);
  cpSync(`${generated}/${name}`, `build/es2015/generated/${name}`);
}
cpSync(module, "dist/tvpass.wasm");

// To TypeScript a type belongs to the format of the package that it lies in.
for (const folder of ["generated", "access-enabler"]) {
  mkdirSync(`dist/cjs/${folder}`, { recursive: true });
}
writeFileSync("dist/cjs/package.json", '{ "type": "commonjs" }\n');
for (const name of readdirSync("dist", { recursive: true }).filter((name) => name.endsWith(".d.ts"))) {
  writeFileSync(`dist/cjs/${name}`, readFileSync(`dist/${name}`, "utf8").replace(/^\/\/# sourceMappingURL.*\n?/m, ""));
}
await bundle("node", "cjs/node", { ...modern, format: "cjs" });
await bundle("inline", "cjs/inline", { ...modern, format: "cjs" });
await bundle("generated/tables", "cjs/generated/tables", { ...modern, format: "cjs" });
await bundle("access-enabler", "cjs/access-enabler", { ...modern, format: "cjs", external: ["tvpass"] });
await bundle("inline", "cjs/legacy", { ...old, format: "cjs" });
await bundle("no-wasm", "cjs/no-wasm", { ...bare, format: "cjs" });
await bundle("script", "tvpass.global", { ...old, format: "iife", globalName: "tvpass", minify: true });
await bundle("no-wasm", "tvpass.no-wasm.global", { ...bare, format: "iife", globalName: "tvpass", minify: true });
// Bundles in place of what they are made of: their types lie beside them already.
await bundle("legacy", "legacy", { ...old, format: "esm" });
await bundle("no-wasm", "no-wasm", { ...bare, format: "esm" });
for (const name of ["script.js", "script.js.map", "script.d.ts", "script.d.ts.map", "cjs/script.d.ts"]) {
  rmSync(`dist/${name}`);
}

// A path is a folder to Node 8, to webpack 4 and to old resolution of types, which do not know `exports`.
for (const [path, file] of Object.entries(paths)) {
  mkdirSync(path, { recursive: true });
  const fields = { main: `../dist/cjs/${file}.js`, module: `../dist/${file}.js`, types: `../dist/cjs/${file}.d.ts` };
  writeFileSync(`${path}/package.json`, `${JSON.stringify(fields)}\n`);
}

function program(name, ...words) {
  execFileSync(`node_modules/.bin/${name}`, words, { stdio: "inherit" });
}

async function bundle(entry, name, options) {
  await build({
    entryPoints: [`${options.target === "es2015" ? "build/es2015" : "dist"}/${entry}.js`],
    outfile: `dist/${name}.js`,
    bundle: true,
    sourcemap: true,
    // The sources are in the package.
    sourcesContent: false,
    allowOverwrite: true,
    logLevel: "error",
    ...options,
  });
}
