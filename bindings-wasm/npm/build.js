/** Makes `dist` of the sources and of the module that `cargo xtask` has put into `src/generated`. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

process.chdir(fileURLToPath(new URL(".", import.meta.url)));
const generated = "src/generated";

/** The modules, and the names of what is made of them: bytes, and JavaScript. */
const modules = { "tvpass.wasm": "tvpass", "tvpass.single-sign-on.wasm": "single_sign_on" };

/** The entries beside the usual one, and their places. In CommonJS every entry carries its module. */
const paths = {
  inline: "inline",
  legacy: "legacy",
  "no-wasm": "no-wasm",
  "single-sign-on": "single-sign-on/node",
  "inline/single-sign-on": "single-sign-on/inline",
  "legacy/single-sign-on": "single-sign-on/legacy",
  "no-wasm/single-sign-on": "single-sign-on/no-wasm",
  tables: "generated/tables",
  "access-enabler": "access-enabler",
};

const modern = { target: "es2020", platform: "neutral" };
const old = {
  target: "es2015",
  platform: "neutral",
  inject: ["polyfills/helpers.js", "polyfills/abort.js"],
  // Modules came with it, to browsers and to bundlers, though the year's standard has it not.
  supported: { "import-meta": true },
};
const bare = { target: "es2015", platform: "neutral", inject: ["polyfills/helpers.js", "polyfills/abort.js", "polyfills/text.js"] };

for (const [module, name] of Object.entries(modules)) {
  const base64 = readFileSync(`${generated}/${module}`).toString("base64");
  writeFileSync(`${generated}/${name}_bytes.ts`, `const base64: string = "${base64}";\nexport default base64;\n`);
  program("wasm2js", "-Oz", "--mvp-features", `${generated}/${module}`, "-o", `${generated}/${name}_js.js`);
  writeFileSync(`${generated}/${name}_js.d.ts`, "export {};\n");
}
rmSync("dist", { recursive: true, force: true });
program("tsc");
program("tsc", ..."--target es2015 --noEmitHelpers --declaration false --declarationMap false --outDir build/es2015".split(" "));
for (const name of ["tvpass_bg.js", ...Object.values(modules).map((name) => `${name}_js.js`)]) {
  cpSync(`${generated}/${name}`, `dist/generated/${name}`);
  cpSync(`${generated}/${name}`, `build/es2015/generated/${name}`);
}
for (const module of Object.keys(modules)) {
  cpSync(`${generated}/${module}`, `dist/${module}`);
}

// To TypeScript a type belongs to the format of the package that it lies in.
for (const folder of ["generated", "access-enabler", "single-sign-on"]) {
  mkdirSync(`dist/cjs/${folder}`, { recursive: true });
}
writeFileSync("dist/cjs/package.json", '{ "type": "commonjs" }\n');
for (const name of readdirSync("dist", { recursive: true }).filter((name) => name.endsWith(".d.ts"))) {
  writeFileSync(`dist/cjs/${name}`, readFileSync(`dist/${name}`, "utf8").replace(/^\/\/# sourceMappingURL.*\n?/m, ""));
}
await bundle("generated/tables", "cjs/generated/tables", { ...modern, format: "cjs" });
await bundle("access-enabler", "cjs/access-enabler", { ...modern, format: "cjs", external: ["tvpass"] });
for (const [folder, name] of [["", "tvpass"], ["single-sign-on/", "tvpass.single-sign-on"]]) {
  const global = { format: "iife", globalName: "tvpass", minify: true };
  await bundle(`${folder}node`, `cjs/${folder}node`, { ...modern, format: "cjs" });
  await bundle(`${folder}inline`, `cjs/${folder}inline`, { ...modern, format: "cjs" });
  await bundle(`${folder}inline`, `cjs/${folder}legacy`, { ...old, format: "cjs" });
  await bundle(`${folder}no-wasm`, `cjs/${folder}no-wasm`, { ...bare, format: "cjs" });
  await bundle(`${folder}script`, `${name}.global`, { ...old, ...global });
  await bundle(`${folder}no-wasm`, `${name}.no-wasm.global`, { ...bare, ...global });
  // Bundles in place of what they are made of: their types lie beside them already.
  await bundle(`${folder}legacy`, `${folder}legacy`, { ...old, format: "esm" });
  await bundle(`${folder}no-wasm`, `${folder}no-wasm`, { ...bare, format: "esm" });
  for (const name of ["script.js", "script.js.map", "script.d.ts", "script.d.ts.map"]) {
    rmSync(`dist/${folder}${name}`);
  }
  rmSync(`dist/cjs/${folder}script.d.ts`);
}

// A path is a folder to Node 8, to webpack 4 and to old resolution of types, which do not know `exports`.
for (const [path, file] of Object.entries(paths)) {
  mkdirSync(path, { recursive: true });
  const dist = `${path.replace(/[^/]+/g, "..")}/dist`;
  const fields = { main: `${dist}/cjs/${file}.js`, module: `${dist}/${file}.js`, types: `${dist}/cjs/${file}.d.ts` };
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
