/** The requests of the journeys that people wait for, beside the ledger. No test waits. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { type App, authorize, checkSignIn, Installation, logout, signIn } from "tvpass";

import { logIn, type Simulator, startSimulator } from "./simulator.js";
import { televisionAt } from "./television.js";

const LEDGER = new URL("../../../ledger/journeys.tsv", import.meta.url);

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator("--no-throttle");
});
after(() => simulator.stop());

/** The requests that each journey of the ledger may take. */
function ledger(): Map<string, number> {
  const [, ...rows] = readFileSync(LEDGER, "utf8").trim().split("\n");
  return new Map(rows.map((row) => row.split("\t")).map(([journey, requests]) => [journey as string, Number(requests)]));
}

test("each journey takes the requests of the ledger", async () => {
  let requests = 0;
  let saved: string | undefined;
  const taken = new Map<string, number>();
  const count = async <T>(journey: string, job: Promise<T>): Promise<T> => {
    const outcome = await job;
    taken.set(journey, requests);
    requests = 0;
    return outcome;
  };
  const fetching: NonNullable<App["fetch"]> = async (url, options) => {
    requests += 1;
    return fetch(url, options as RequestInit);
  };
  const app = televisionAt(simulator.url, { mvpd: "Cablevision", save: (bytes) => void (saved = bytes), fetch: fetching });
  const restarted = (): App => ({ ...app, installation: Installation.open(app, saved) });

  const openUrl = async (url: string) => void (await logIn(url));
  const signedIn = await count("first sign-in", signIn({ ...app, showCode: async ({ authenticateUrl }) => openUrl(authenticateUrl ?? assert.fail("a session lacks nothing")) }));
  assert.equal(signedIn.kind, "signed_in");
  assert.equal((await count("play after it", authorize("news", app))).kind, "permitted");
  assert.equal((await count("start with saved state, play", authorize("news", restarted()))).kind, "permitted");
  const known = await count("start with saved state, ask who is signed in", checkSignIn(restarted()));
  assert.equal(known.kind, "remembered");
  const out = await count("logout", logout({ ...restarted(), redirectUrl: "https://adobe.com/out", openUrl: () => {} }));
  assert.equal(out.kind, "signed_out");

  const expected = ledger();
  assert.deepEqual(taken, new Map([...taken.keys()].map((journey) => [journey, expected.get(journey)])));
});
