/** The package with its module inside, for bundlers that cannot take a file along. */
import bytes from "./generated/tvpass_bytes.js";
import { carried } from "./carried.js";
import { comesFrom } from "./module.js";

export * from "./api.js";

comesFrom(() => carried(bytes));
