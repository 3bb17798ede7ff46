/** The MVPDs of a configuration become objects when they are first looked at, and nobody notices. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { type Configuration, decodeResponse } from "tvpass";

const body = `{
  "mvpds": [{"id": "Late", "displayName": "L\\u00e9on", "isTempPass": true, "boardingStatus": "PICKER"}],
  "platform": "tv",
  "requestor": {"id": "REF30", "mvpds": [{"id": "First"}, {"displayName": "without an id"}]}
}`;

const flags = {
  isProxy: false,
  authPerAggregator: false,
  authPerBrowserSession: false,
  passiveAuthnEnabled: false,
  enablePlatformServices: false,
  displayInPlatformPicker: false,
  enforcePlatformPermissions: false,
};

const expected: Configuration = {
  settings: { platform: "tv" },
  requestor: { id: "REF30" },
  domains: [],
  mvpds: [
    { id: "Late", displayName: "Léon", isTempPass: true, boardingStatus: "PICKER", ...flags },
    { id: "First", isTempPass: false, ...flags },
  ],
};

function decoded(text: string = body): Configuration {
  const { kind, ...rest } = decodeResponse("configuration", 200, text);
  assert.equal(kind, "answer");
  return (rest as { answer: Configuration }).answer;
}

test("the answer is equal to one that was made at once, and so are its copies", () => {
  assert.deepEqual(decoded(), expected);
  assert.deepEqual({ ...decoded() }, expected);
  assert.deepEqual(structuredClone(decoded()), expected);
  assert.deepEqual(JSON.parse(JSON.stringify(decoded())), expected);
});

test("each look finds the same list, which is one of an array's own kind", () => {
  const { mvpds } = decoded();
  assert.ok(Array.isArray(mvpds));
  assert.deepEqual([mvpds.length, mvpds.map(({ id }) => id)], [2, ["Late", "First"]]);
  for (const answer of [decoded(), Object.freeze(decoded())]) {
    assert.equal(answer.mvpds, answer.mvpds);
  }
});

test("a list of none, and a text that is wrong behind its list", () => {
  assert.deepEqual(decoded(`{"requestor": {"id": "REF30"}}`).mvpds, []);
  const { kind } = decodeResponse("configuration", 200, body.replace(/\}$/, ""));
  assert.equal(kind, "malformed");
});
