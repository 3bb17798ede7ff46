/** Errors say where and not what. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { decodeResponse, encodeRequest, resolveUrl, TvpassError } from "tvpass";

const SENTINEL = "sentinel-x1z";

/** All that printing, logging or reporting an error could show. */
function prints(error: unknown): string {
  assert.ok(error instanceof TvpassError);
  return [String(error), error.stack, inspect(error, { depth: 9 }), JSON.stringify(error)].join("\n");
}

test("an error about arguments repeats none of them", () => {
  const attempts = [
    () => encodeRequest("register", { software_statement: SENTINEL }, { "X-Device-Info": `${SENTINEL}\n` }),
    () => encodeRequest("register", { software_statement: SENTINEL }, {}),
    () => encodeRequest("profile_mvpd", { serviceProvider: "..", mvpd: SENTINEL }, { Authorization: SENTINEL }),
    () => resolveUrl("https://sp.auth.adobe.com", `http://${SENTINEL}/`),
  ];
  for (const attempt of attempts) {
    assert.throws(attempt, (error) => !prints(error).includes(SENTINEL));
  }
});

test("a failure about a damaged answer repeats nothing of it", () => {
  for (const body of [`{"client_id": "${SENTINEL}\\u00zz"}`, `{"client_secret": "${SENTINEL}"`, `<p>${SENTINEL}</p>`]) {
    const response = decodeResponse("register", 201, body);
    assert.notEqual(response.kind, "answer");
    assert.ok(!JSON.stringify(response).includes(SENTINEL), JSON.stringify(response));
  }
});
