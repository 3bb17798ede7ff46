/** The vectors with the larger module, which serves `tvpass` as well where both entries are imported. */
import assert from "node:assert/strict";

import * as usual from "tvpass";
import * as whole from "tvpass/single-sign-on";

import { names, read, test } from "./vector-files.js";
import { all, singleSignOn } from "./vectors.js";

assert.equal(whole.decodeResponse, usual.decodeResponse);
test([...(await all(read, names)), ...(await singleSignOn(read, names))]);
