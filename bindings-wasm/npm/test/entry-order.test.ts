/** The larger module does not come too late: objects of the usual one would be none of its own. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { checkJson, encodeRequest, TvpassError } from "tvpass";

test("the usual module knows no call of the Single Sign-On Service, and no larger one takes its place at work", async () => {
  assert.equal(checkJson("[]"), undefined);
  assert.throws(() => encodeRequest("sso_refresh", { serviceProvider: "REF30" }), TvpassError);
  await assert.rejects(import("tvpass/single-sign-on"), /before/);
  assert.equal(checkJson("[]"), undefined);
});
