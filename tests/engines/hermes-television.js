/** The television of the ladder in Hermes. */
import * as tvpass from "tvpass";

import { waitFor, world } from "./hermes-world.js";
import television from "./television.js";

television(tvpass, globalThis.URL_OF_SERVICE, "hermes", world, waitFor);
