/** A phone and a television in one sign-in, at the simulator. No test waits. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { type App, authorize, call, checkSignIn, Installation, signIn } from "tvpass";
// One module serves both entries.
import { linkDevice, listDevices, serviceToken, unlinkDevices } from "tvpass/single-sign-on";

import { type Simulator, startSimulator } from "./simulator.js";
import { televisionAt, viewer } from "./television.js";

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator("--no-throttle");
});
after(() => simulator.stop());

const MINUTE = 60_000;

/** A device whose clock can be moved on, with its requests and the token that each of them carried. */
function device(more: Partial<App> = {}) {
  const asked: { line: string; token: string | undefined }[] = [];
  const saved: string[] = [];
  const clock = { monotonic: 0 };
  const app = televisionAt(more.baseUrl ?? simulator.url, {
    fetch: (address, init) => {
      asked.push({ line: `${init.method} ${new URL(address).pathname}`, token: init.headers["AD-Service-Token"] });
      return fetch(address, init);
    },
    now: () => ({ monotonic: clock.monotonic, unix: Date.now() + clock.monotonic, random: 7 }),
    sleep: async (milliseconds) => void (clock.monotonic += milliseconds),
    saveServiceToken: (text) => void saved.push(text),
    ...more,
  });
  return { app, asked, clock, saved, lines: () => asked.map(({ line }) => line) };
}

let households = 0;

/** A phone that is signed in with a service token, and a television that has joined by its code. */
async function household() {
  households += 1;
  const person = { identifier: `household-${households}` };
  const [phone, television] = [device(), device()];
  assert.deepEqual(await serviceToken(person, phone.app), { kind: "token_kept" });
  assert.equal((await signIn({ ...phone.app, ...viewer })).kind, "signed_in");
  const linkCode = await codeOf(phone.app);
  assert.deepEqual(await serviceToken({ linkCode }, television.app), { kind: "token_kept" });
  return { person, phone, television };
}

/** The code that a phone shows. */
async function codeOf(phone: App): Promise<string> {
  let code = "";
  const linked = await linkDevice({
    ...phone,
    showLinkCode: (shown) => {
      code = shown.code;
      shown.finish();
    },
    linkCodeExpired: () => assert.fail("the code has not lapsed"),
  });
  assert.deepEqual(linked, { kind: "linked" });
  return code;
}

/** The ids of the devices in the sign-in. */
async function idsAt(app: App): Promise<readonly string[]> {
  const list = await listDevices(app);
  assert.ok(list.kind === "devices", list.kind);
  return list.devices.map(({ id }) => id);
}

test("a television joins by the phone's code, and is signed in without a session", async () => {
  const { phone, television } = await household();
  const state = await checkSignIn(television.app);
  assert.equal(state.kind === "signed_in" && state.profile.mvpd, "Cablevision");
  assert.equal((await authorize("news", television.app)).kind, "permitted");
  assert.ok(!television.lines().includes("POST /api/v2/REF30/sessions"), television.lines().join());
  assert.equal((await idsAt(phone.app)).length, 2);
});

test("a code that is wrong is asked for again, with the service's word on it", async () => {
  const { phone } = await household();
  const television = device();
  const words: unknown[] = [];
  const outcome = await serviceToken(
    { linkCode: "000000" },
    {
      ...television.app,
      askLinkCode: async (error) => {
        words.push(error?.code);
        return words.length === 1 ? "000001" : codeOf(phone.app);
      },
    },
  );
  assert.deepEqual([outcome.kind, words], ["token_kept", ["token_invalid", "token_invalid"]]);
  const none = await serviceToken({ linkCode: "000000" }, device().app);
  assert.deepEqual(none, { kind: "without_single_sign_on", actor: "viewer", reason: "no_code" });
});

test("a device that is unlinked finds nobody signed in", async () => {
  const { phone, television } = await household();
  assert.equal((await checkSignIn(television.app)).kind, "signed_in");
  const ids = await idsAt(phone.app);
  const own = await idsAt(television.app);
  assert.deepEqual([...ids].sort(), [...own].sort());
  const [other = ""] = ids.filter((id) => atob(id).includes(television.app.device.id as string));
  const outcome = await unlinkDevices([other, "bm9ib2R5"], phone.app);
  assert.deepEqual(outcome, { kind: "unlinked", unlinkedDevices: [other], isOwn: false });
  assert.equal((await authorize("news", television.app)).kind, "sign_in_needed");
  assert.equal((await authorize("news", phone.app)).kind, "permitted");
});

test("a device that unlinks itself forgets its token", async () => {
  const { television } = await household();
  await checkSignIn(television.app);
  const outcome = await unlinkDevices(await idsAt(television.app), television.app);
  assert.equal(outcome.kind === "unlinked" && outcome.isOwn, true);
  assert.deepEqual([television.app.installation.savedServiceToken, television.saved.at(-1)], ["", ""]);
  assert.deepEqual(await listDevices(television.app), { kind: "without_single_sign_on", actor: "viewer", reason: "nobody_known" });
});

test("the service renews a token that is due, and knows its device by the new one", async () => {
  const { phone } = await household();
  phone.clock.monotonic += 56 * MINUTE;
  phone.asked.length = 0;
  assert.equal((await idsAt(phone.app)).length, 2);
  assert.equal((await authorize("news", phone.app)).kind, "permitted");
  assert.deepEqual(phone.lines(), [
    "GET /api/REF30/serviceToken",
    "GET /api/REF30/list",
    "POST /api/v2/REF30/decisions/authorize/Cablevision",
  ]);
});

test("a token that holds is kept over a restart, and asks for nothing", async () => {
  const { person, phone } = await household();
  const { saved, savedServiceToken } = phone.app.installation;
  const restarted = { ...phone.app, installation: Installation.open(phone.app, saved, savedServiceToken) };
  phone.asked.length = 0;
  assert.deepEqual(await serviceToken({}, restarted), { kind: "token_kept" });
  assert.deepEqual(await serviceToken(person, restarted), { kind: "token_kept" });
  assert.deepEqual(phone.asked, []);
  assert.equal(restarted.installation.serviceToken, phone.app.installation.serviceToken);
  const damaged = { ...phone.app, installation: Installation.open(phone.app, saved, savedServiceToken.slice(1)) };
  assert.equal((await serviceToken({}, damaged)).kind, "without_single_sign_on");
});

test("another person gets another token", async () => {
  const { phone } = await household();
  const first = phone.app.installation.serviceToken;
  phone.asked.length = 0;
  assert.deepEqual(await serviceToken({ identifier: "neighbours" }, phone.app), { kind: "token_kept" });
  assert.deepEqual(phone.lines(), ["POST /api/REF30/serviceToken"]);
  assert.notEqual(phone.app.installation.serviceToken, first);
});

test("who joins by a code is not taken for the person of the application's name", async () => {
  const { television } = await household();
  const { phone } = await household();
  await serviceToken({ linkCode: await codeOf(television.app) }, phone.app);
  phone.clock.monotonic += 180 * MINUTE;
  const lapsed = await serviceToken({}, { ...phone.app, fetch: refusing });
  assert.deepEqual([lapsed.kind, "reason" in lapsed && lapsed.reason], ["without_single_sign_on", "token_refused"]);
  assert.equal("error" in lapsed && lapsed.error?.code, "token_expired");
});

/** A service that takes no service token. */
const refusing: NonNullable<App["fetch"]> = async (address, init) => {
  if (!address.includes("/serviceToken")) {
    return fetch(address, init);
  }
  const error = { status: 401, code: "token_expired", message: "over", action: "get_new_token" };
  return new Response(JSON.stringify({ status: "UNAUTHORIZED", error }), { status: 401 });
};

test("a code can be exchanged for another, and one that has lapsed ends the link unless the viewer wants another", async () => {
  const { phone } = await household();
  const codes: string[] = [];
  let wishes = 0;
  const linked = await linkDevice({
    ...phone.app,
    showLinkCode: ({ code, newCode, expiresIn }) => {
      assert.ok(expiresIn > 29 * MINUTE);
      codes.push(code);
      if (codes.length === 1) {
        newCode();
      }
    },
    linkCodeExpired: () => (wishes += 1) === 1,
  });
  assert.deepEqual([linked.kind, new Set(codes).size, wishes], ["linked", 3, 2]);
});

test("a call by itself carries the token", async () => {
  const { phone } = await household();
  const decoded = await call("sso_list", { serviceProvider: "REF30" }, phone.app);
  assert.equal(decoded.kind === "answer" && decoded.answer.devices.length, 2);
});

test("a service that is not licensed leaves the application at work", async (context) => {
  const unlicensed = await startSimulator("--no-throttle", "--scenario", "single-sign-on-not-licensed");
  context.after(() => unlicensed.stop());
  const { app } = device({ baseUrl: unlicensed.url });
  const outcome = await serviceToken({ identifier: "household-19" }, app);
  assert.deepEqual(outcome, { kind: "without_single_sign_on", actor: "configuration", reason: "not_licensed", httpStatus: 403 });
  assert.equal((await signIn({ ...app, ...viewer })).kind, "signed_in");
});

test("an identifier, a code and a list that no call can have are named", async () => {
  const refusal = (name: string, problem: string) => ({ name: "TvpassError", refusal: { kind: "invalid_argument", name, problem } });
  const { app } = device();
  await assert.rejects(serviceToken({ identifier: "" }, app), refusal("identifier", "empty"));
  await assert.rejects(serviceToken({ identifier: "a\nb" }, app), refusal("identifier", "malformed"));
  await assert.rejects(serviceToken({ linkCode: "1".repeat(33) }, app), refusal("link_code", "too_long"));
  const { phone } = await household();
  await assert.rejects(unlinkDevices([], phone.app), refusal("devices", "empty"));
});
