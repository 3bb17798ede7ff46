/**
 * The example for React Native in Hermes: `node application.js PROJECT`, where the project has the package installed. Its
 * TypeScript is compiled with the package's types, and its screens are walked through against the simulator.
 */
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

import { runInHermes } from "./hermes.js";
import { startService } from "./service.js";

const project = pathToFileURL(`${process.argv[2]}/`);
const example = new URL("../../examples/react-native/", import.meta.url);

/** The states of both screens, as they come one after the other, and the title that plays. */
const EXPECTED = "working code working typing working confirm choose done signed_in playing news";

cpSync(example, new URL("react-native/", project), { recursive: true, filter: (path) => !path.includes("node_modules") });
for (const name of ["hermes-world.js", "hermes-application.js"]) {
  cpSync(new URL(name, import.meta.url), new URL(name, project));
}
const compiler = fileURLToPath(new URL("../../bindings-wasm/npm/node_modules/.bin/tsc", import.meta.url));
execFileSync(compiler, ["--project", "react-native"], { cwd: fileURLToPath(project), stdio: "inherit" });

const tvpass = await import(new URL("node_modules/tvpass/dist/node.js", project));
const service = await startService(tvpass, new URL("node_modules/tvpass/", project));
try {
  const states = await runInHermes(project, service, "hermes-application.js", (_, url) => service.logIn(url));
  if (states !== EXPECTED) {
    throw new Error(`the screens were: ${states}`);
  }
  console.log(`React Native: ${states}`);
} finally {
  service.stop();
}
