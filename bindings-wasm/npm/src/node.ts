import { readFileSync } from "node:fs";

import { startNow } from "./module.js";

export * from "./index.js";

startNow(readFileSync(new URL("./generated/tvpass_bg.wasm", import.meta.url)));
