import { names, read, test } from "./vector-files.js";
import { all } from "./vectors.js";

test(await all(read, names));
