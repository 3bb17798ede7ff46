/** The service token of an installation: its life, its renewals, and the tabs that share it. No test waits. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { type App, authorize, Flow, Installation, memoryStore, register, type Store, type WithoutSingleSignOn } from "tvpass";
import { listDevices, serviceToken } from "tvpass/single-sign-on";

import { answer, jumping, owner, Service, television } from "./service.js";

const MINUTE = 60_000;
const person = { identifier: "household-19" };

/** A device with its requests: each path, and the service token that it carried. */
function device(service: Service, more: Partial<App> = {}) {
  const clock = jumping();
  const asked: [path: string, token: string | undefined][] = [];
  const app = television(service, {
    mvpd: "Cablevision",
    now: clock.now,
    sleep: clock.sleep,
    fetch: (url, request) => {
      asked.push([new URL(url).pathname.replace("/api/", ""), request.headers["AD-Service-Token"]]);
      return service.fetch(url, request);
    },
    ...more,
  });
  return { app, asked, clock };
}

test("a token that is due is renewed once for all that ask, and every call carries the new one", async () => {
  const saved: string[] = [];
  const { app, asked, clock } = device(new Service(), { saveServiceToken: (text) => void saved.push(text) });
  await serviceToken(person, app);
  clock.milliseconds = 56 * MINUTE;
  asked.length = 0;
  await Promise.all([serviceToken({}, app), serviceToken({}, app)]);
  await authorize("news", app);
  await listDevices(app);
  assert.deepEqual(asked, [
    ["REF30/serviceToken", "e30.e30.token1"],
    ["v2/REF30/decisions/authorize/Cablevision", "e30.e30.token2"],
    ["REF30/list", "e30.e30.token2"],
  ]);
  assert.deepEqual(saved.map((text) => /token\d/.exec(text)?.[0]), ["token1", "token2"]);
  assert.equal(app.installation.savedServiceToken, saved.at(-1));
});

test("no call goes out with a token that has expired", async () => {
  const { app, asked, clock } = device(new Service());
  await serviceToken(person, app);
  await authorize("news", app);
  clock.milliseconds = 61 * MINUTE;
  await authorize("news", app);
  assert.deepEqual(asked.slice(-2).map(([, token]) => token), ["e30.e30.token1", undefined]);
  assert.equal(app.installation.serviceToken, undefined);
});

test("a token that the service refuses is replaced, and the call goes out again with the new one", async () => {
  const service = new Service();
  const { app, asked } = device(service);
  await serviceToken(person, app);
  asked.length = 0;
  const error = { status: 401, code: "header_invalid", message: "no", action: "get_new_token" };
  service.answers.push(answer(401, { status: "UNAUTHORIZED", error }));
  assert.equal((await listDevices(app)).kind, "devices");
  assert.deepEqual(asked, [
    ["REF30/list", "e30.e30.token1"],
    ["REF30/serviceToken", "e30.e30.token1"],
    ["REF30/list", "e30.e30.token2"],
  ]);
});

test("the service's error and its failures reach the application", async () => {
  const end = async (...answers: Parameters<typeof answer>[]): Promise<WithoutSingleSignOn> => {
    const service = new Service();
    const { app } = device(service);
    await register(app);
    service.answers.push(...answers.map((given) => answer(...given)));
    const outcome = await serviceToken(person, app);
    return outcome.kind === "without_single_sign_on" ? outcome : assert.fail(outcome.kind);
  };
  const unlicensed = await end([403, {}]);
  assert.deepEqual([unlicensed.reason, unlicensed.actor, unlicensed.httpStatus], ["not_licensed", "configuration", 403]);
  const failing = await end([500, {}], [500, {}], [500, {}]);
  assert.deepEqual([failing.reason, failing.lastFailure], ["unreachable", { kind: "http", httpStatus: 500 }]);
  const useless = await end([201, { serviceToken: "unsigned", notAfter: Date.now() + MINUTE }]);
  assert.deepEqual([useless.reason, useless.stop?.kind], ["unusable", "failure"]);
});

test("tabs that share a store have one token, and renew it once", async () => {
  const service = new Service();
  const store = memoryStore();
  const tabs = await Promise.all([0, 1].map(() => tab(service, store)));
  const [one, other] = tabs as [Tab, Tab];
  service.now = () => one.clock.now().unix;
  await Promise.all(tabs.map(({ app }) => serviceToken(person, app)));
  assert.equal(service.serviceTokens, 1);
  await authorize("news", other.app);
  assert.equal(other.asked.at(-1)?.[1], "e30.e30.token1");
  tabs.forEach(({ clock }) => (clock.milliseconds = 56 * MINUTE));
  await Promise.all(tabs.map(({ app }) => serviceToken({}, app)));
  assert.equal(service.serviceTokens, 2);
  await one.app.installation.update((installation) => installation.forgetServiceToken());
  assert.equal((await serviceToken({}, other.app)).kind, "without_single_sign_on");
  assert.equal(await store.read("service_token"), "");
});

type Tab = ReturnType<typeof device>;

async function tab(service: Service, store: Store): Promise<Tab> {
  return device(service, { installation: await Installation.from(owner, store) });
}

test("a store that cannot be written ends the flow, and the next one writes it", async () => {
  const full = new Error("the disk is full");
  const saved: string[] = [];
  let isFull = true;
  const saveServiceToken = (text: string) => {
    if (isFull) {
      throw full;
    }
    saved.push(text);
  };
  const { app } = device(new Service(), { saveServiceToken });
  await assert.rejects(serviceToken(person, app), full);
  isFull = false;
  assert.equal((await serviceToken({}, app)).kind, "token_kept");
  assert.equal(saved.length, 1);
});

test("who resets an installation leaves no token behind", async () => {
  const store = memoryStore();
  const { app } = await tab(new Service(), store);
  await serviceToken(person, app);
  assert.notEqual(await store.read("service_token"), "");
  await app.installation.update((installation) => installation.reset());
  assert.equal(await store.read("service_token"), "");
  assert.equal((await serviceToken({}, app)).kind, "without_single_sign_on");
});

test("a flow about devices ends at once where there is no token", () => {
  const { app } = device(new Service());
  for (const kind of ["link_device", "list_devices", "unlink_devices"] as const) {
    const { step } = new Flow(kind, app.installation, { ...owner, headers: {} }).handle({ kind: "start" });
    assert.equal(step.kind === "done" && step.outcome.kind, "without_single_sign_on");
  }
});
