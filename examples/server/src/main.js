/** `BASE_URL=… SERVICE_PROVIDER=… SOFTWARE_STATEMENT=… PORT=8080 node src/main.js FOLDER`. */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

import { startPool } from "./pool.js";

const [folder = "devices"] = process.argv.slice(2);
const exec = fileURLToPath(new URL("main-worker.js", import.meta.url));
const { port } = await startPool({ exec, count: availableParallelism(), folder, env: {} });
console.log(`Devices ask http://127.0.0.1:${port}/`);
