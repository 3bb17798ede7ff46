/** Several tabs of a device with one store. No test waits for time to pass. */
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  type App, authorize, deviceId, deviceIdOfPlatform, Installation, localStore, memoryStore, register, type ShownCode, signIn, type Store,
} from "tvpass";

import { jumping, owner, Service, television } from "./service.js";

/** A tab of the device. */
async function tab(service: Service, store: Store, more: Partial<App> = {}): Promise<App> {
  return television(service, { installation: await Installation.from(owner, store), ...jumping(), ...more });
}

const showCode = () => assert.fail("no code is needed");
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("tabs that begin at once make one registration and one token", async () => {
  const service = new Service();
  const store = memoryStore();
  const tabs = await Promise.all([1, 2, 3].map(() => tab(service, store)));
  await Promise.all(tabs.map((app) => register(app)));
  assert.deepEqual([service.registrations, service.tokens], [1, 1]);
  assert.equal(new Set(tabs.map(({ installation }) => installation.authorization)).size, 1);
});

test("what another tab has saved is read before it is overwritten", async () => {
  const service = new Service();
  const store = memoryStore();
  const [one, other] = [await tab(service, store), await tab(service, store)];
  await register(one);
  await other.installation.update((installation) => installation.remember("Cablevision", "Cablevision TV"));
  await authorize("news", { ...one, mvpd: "Cablevision" });
  const later = await Installation.from(owner, store);
  assert.equal(later.mvpdName, "Cablevision TV");
  assert.equal(later.authorization, one.installation.authorization);
});

test("a token that the service refuses is replaced once for all tabs", async () => {
  const service = new Service();
  const store = memoryStore();
  const tabs = await Promise.all([1, 2].map(() => tab(service, store, { mvpd: "Cablevision" })));
  await Promise.all(tabs.map((app) => authorize("news", app)));
  assert.equal(service.tokens, 1);
  service.refused.add("Bearer token-1");
  const outcomes = await Promise.all(tabs.map((app) => authorize("news", app)));
  assert.deepEqual(outcomes.map(({ kind }) => kind), ["permitted", "permitted"]);
  assert.deepEqual([service.registrations, service.tokens], [1, 2]);
});

/** A tab that signs in by code, with what it has shown. */
async function signing(service: Service, store: Store, more: Partial<App> = {}) {
  const shown: ShownCode[] = [];
  const app = await tab(service, store, more);
  const done = signIn({ ...app, showCode: (code) => void shown.push(code) });
  return { app, shown, done };
}

/** Goes on until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turns = 0; !isSo(); turns += 1) {
    assert.ok(turns < 10_000, "it never is so");
    await turn();
  }
}

test("two tabs show one code, and both are signed in when it has been typed", async () => {
  const service = new Service();
  service.isSignedIn = false;
  const store = memoryStore();
  const first = await signing(service, store);
  await until(() => first.shown.length > 0);
  const second = await signing(service, store);
  await until(() => second.shown.length > 0);
  assert.deepEqual([first, second].map(({ shown }) => shown.map(({ code }) => code)), [["CODE1"], ["CODE1"]]);
  service.isSignedIn = true;
  const outcomes = await Promise.all([first.done, second.done]);
  assert.deepEqual(outcomes.map(({ kind }) => kind), ["signed_in", "signed_in"]);
  assert.deepEqual([service.codes, service.registrations], [["CODE1"], 1]);
});

test("another code that the second tab asks for is shown in both", async () => {
  const service = new Service();
  service.isSignedIn = false;
  const store = memoryStore();
  const first = await signing(service, store);
  await until(() => first.shown.length > 0);
  const second = await signing(service, store);
  await until(() => second.shown.length > 0);
  second.shown[0]?.newCode();
  await until(() => first.shown.length > 1 && second.shown.length > 1);
  assert.deepEqual([first, second].map(({ shown }) => shown.map(({ code }) => code)), [["CODE1", "CODE2"], ["CODE1", "CODE2"]]);
  service.isSignedIn = true;
  await Promise.all([first.done, second.done]);
});

test("a tab that goes leaves its code to the next one", async () => {
  const service = new Service();
  service.isSignedIn = false;
  const store = memoryStore();
  const control = new AbortController();
  const first = await signing(service, store, { signal: control.signal });
  await until(() => first.shown.length > 0);
  const second = await signing(service, store);
  control.abort(new Error("closed"));
  await assert.rejects(first.done, { message: "closed" });
  await until(() => second.shown.length > 0);
  service.isSignedIn = true;
  assert.equal((await second.done).kind, "signed_in");
  assert.deepEqual(service.codes, ["CODE1"]);
});

test("a tab that waits for another's sign-in can be aborted", async () => {
  const service = new Service();
  service.isSignedIn = false;
  const store = memoryStore();
  const [one, other] = [new AbortController(), new AbortController()];
  const first = await signing(service, store, { signal: one.signal });
  await until(() => first.shown.length > 0);
  const second = await signing(service, store, { signal: other.signal });
  await until(() => second.shown.length > 0);
  other.abort(new Error("away"));
  await assert.rejects(second.done, { message: "away" });
  one.abort(new Error("closed"));
  await assert.rejects(first.done, { message: "closed" });
});

test("a store that was damaged costs no tab its registration", async () => {
  const service = new Service();
  const store = memoryStore();
  const app = await tab(service, store, { mvpd: "Cablevision" });
  await register(app);
  await store.write("installation", "{");
  assert.equal((await authorize("news", app)).kind, "permitted");
  assert.equal(service.registrations, 1);
});

test("a restart with the store needs no registration", async () => {
  const service = new Service();
  const store = memoryStore();
  await register(await tab(service, store));
  assert.equal((await signIn({ ...(await tab(service, store)), showCode })).kind, "signed_in");
  assert.deepEqual([service.registrations, service.tokens], [1, 1]);
});

test("all tabs have one id, which is made once", async () => {
  const store = memoryStore();
  const ids = await Promise.all([deviceId(store), deviceId(store)]);
  assert.match(ids[0] ?? "", /^[0-9a-f]{32}$/);
  assert.equal(new Set([...ids, await deviceId(store)]).size, 1);
});

test("a store of texts that a television has is enough", async () => {
  const texts = new Map<string, string>();
  const storage = { getItem: (name: string) => texts.get(name) ?? null, setItem: (name: string, text: string) => void texts.set(name, text) };
  const store = localStore("channel", storage);
  const id = await deviceId(store);
  assert.deepEqual([...texts], [["channel.device", id]]);
});

test("a platform without an id is told", () => {
  assert.equal(deviceIdOfPlatform("00000000-0000-0000-0000-000000000000"), undefined);
});
