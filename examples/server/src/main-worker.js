/** The program of a worker. */
import { work } from "./worker.js";

work();
