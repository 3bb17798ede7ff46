/** Node of many years, each running the television with what `require` of the package gives it. */
import { spawn } from "node:child_process";
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The modules that a program on Node can require. */
export const entries = ["tvpass", "tvpass/legacy", "tvpass/no-wasm"];

/** Runs the television in each entry at once, until `end` settles. */
export async function runIn(version, project, url, end) {
  for (const name of ["node-television.cjs", "television.js"]) {
    cpSync(new URL(name, import.meta.url), new URL(name, project));
  }
  const program = fileURLToPath(new URL(`node_modules/node-${version}/bin/node`, import.meta.url));
  const children = entries.map((entry) =>
    spawn(program, ["node-television.cjs", url, entry], { cwd: fileURLToPath(project), stdio: ["ignore", "inherit", "inherit"] }),
  );
  try {
    return await end;
  } finally {
    children.forEach((child) => child.kill("SIGKILL"));
  }
}
