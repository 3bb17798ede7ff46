/** The life of a flow: an abort ends it wherever it waits, and a long one leaves nothing behind. No test waits. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { type App, Installation, logout, memoryStore, partnerSignIn, register, secondScreen, signIn, type Store } from "tvpass";
import { linkDevice, type LinkViewer, serviceToken } from "tvpass/single-sign-on";

import { answer, jumping, owner, Service, television } from "./service.js";

/** Something that never settles, and what it waits in. */
type Stuck = <Value>() => Promise<Value>;

const granted = { accessStatus: "granted", providerId: "Cablevision", expirationDate: Date.now() + 3_600_000 } as const;
const chooseMvpd = async () => "Cablevision";
const openUrl = () => {};
const replaced = { action: "authentication", status: 410, code: "invalid_authentication_session", message: "no", trace: "t" };

/** Each place in which a flow can wait: what waits there, given something that never settles. */
const places: Record<string, (app: App, stuck: Stuck, service: Service) => Promise<unknown>> = {
  fetch: (app, stuck) => register({ ...app, fetch: stuck }),
  "the body of a response": (app, stuck) => register({ ...app, fetch: async () => ({ status: 201, arrayBuffer: stuck }) }),
  save: (app, stuck) => register({ ...app, save: stuck }),
  "a pause": (app, stuck, service) => {
    service.answers.push(answer(503, {}));
    return register({ ...app, sleep: stuck });
  },
  "a turn of another flow": async (app, stuck) => {
    void register({ ...app, fetch: stuck }).catch(() => {});
    await register({ ...app, sleep: stuck });
  },
  showCode: (app, stuck) => signIn({ ...app, showCode: stuck }),
  chooseMvpd: (app, stuck) => signIn({ ...app, chooseMvpd: stuck, openUrl }),
  openUrl: (app, stuck) => signIn({ ...app, chooseMvpd, openUrl: stuck }),
  confirmMvpd: (app, stuck) => {
    app.installation.remember("Cablevision");
    return signIn({ ...app, chooseMvpd, openUrl, confirmMvpd: stuck });
  },
  codeExpired: (app, stuck) => signIn({ ...app, showCode: () => {}, codeExpired: stuck }),
  codeReplaced: (app, stuck, service) => signIn({ ...app, showCode: () => void service.answers.push(answer(410, replaced)), codeReplaced: stuck }),
  confirmDevice: (app, stuck) => secondScreen("CODE1", { ...app, chooseMvpd, openUrl, confirmDevice: stuck }),
  "a framework's status": (app, stuck) =>
    partnerSignIn({ ...app, framework: { status: stuck, authenticate: async () => undefined }, chooseMvpd, openUrl }),
  "a framework's answer": (app, stuck) =>
    partnerSignIn({ ...app, framework: { status: async () => granted, authenticate: stuck }, chooseMvpd, openUrl }),
  "the page of a logout": async (app, stuck, service) => {
    service.isSignedIn = true;
    await signIn({ ...app, chooseMvpd, openUrl });
    await logout({ ...app, redirectUrl: "https://example.com/", openUrl: stuck });
  },
  askLinkCode: (app, stuck) => serviceToken({ linkCode: "000000" }, { ...app, askLinkCode: stuck }),
  showLinkCode: (app, stuck) => link({ ...app, showLinkCode: stuck }),
  linkCodeExpired: (app, stuck) => link({ ...app, showLinkCode: () => {}, linkCodeExpired: stuck }),
  saveServiceToken: (app, stuck) => serviceToken(household, { ...app, saveServiceToken: stuck }),
  "the read of a store": async (app, stuck) => register(await sharing(app, { ...memoryStore(), read: readOnce(stuck) })),
  "the write of a store": async (app, stuck) => register(await sharing(app, { ...memoryStore(), write: stuck })),
  "the lock of a store": async (app, stuck) => register(await sharing(app, { ...memoryStore(), lock: stuck })),
};

const household = { identifier: "household-19" };

/** A link after a token for the household. */
async function link(app: App & LinkViewer): Promise<unknown> {
  await serviceToken(household, app);
  return linkDevice(app);
}

async function sharing(app: App, store: Store): Promise<App> {
  return { ...app, installation: await Installation.from(owner, store) };
}

/** A read that works when the installation is opened, and never again. */
function readOnce(stuck: Stuck): Store["read"] {
  let reads = 0;
  return () => ((reads += 1) === 1 ? Promise.resolve(undefined) : stuck());
}

for (const [place, begin] of Object.entries(places)) {
  test(`an abort ends a flow that waits in ${place}`, async () => {
    const service = new Service();
    service.isSignedIn = false;
    const control = new AbortController();
    const reason = new Error("away");
    let waits = () => {};
    const isWaiting = new Promise<void>((resolve) => (waits = resolve));
    const stuck: Stuck = () => {
      waits();
      return new Promise<never>(() => {});
    };
    const app = television(service, { ...jumping(), mvpd: "Cablevision", signal: control.signal });
    const bare = place === "chooseMvpd" || place === "confirmMvpd" ? withoutMvpd(app) : app;
    const end = begin(bare, stuck, service).then(
      () => "no end",
      (error: unknown) => error,
    );
    await Promise.race([isWaiting, end]);
    control.abort(reason);
    // No timer has to run for it, so that it is as soon as the engine gets there.
    const soon = new Promise((resolve) => setImmediate(() => setImmediate(resolve, "later")));
    assert.equal(await Promise.race([end, soon]), reason);
  });
}

function withoutMvpd({ mvpd: _, ...app }: App): App {
  return app;
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** A television at its shortest pace for a day and more. */
const POLLS = 18_000;

test("a television that shows codes for 18,000 polls has as much memory at the end as at the beginning", async () => {
  const service = new Service();
  service.isSignedIn = false;
  const clock = jumping();
  service.now = () => clock.now().unix;
  const control = new AbortController();
  const sizes: number[] = [];
  let polls = 0;
  const app = television(service, {
    ...clock,
    now: clock.now,
    mvpd: "Cablevision",
    signal: control.signal,
    fetch: (url, request) => {
      service.asked.length = 0;
      polls += url.includes("/profiles/code/") ? 1 : 0;
      if (polls % 3000 === 0 && sizes.length < polls / 3000) {
        sizes.push(heap());
      }
      if (polls === POLLS) {
        control.abort(new Error("a day has passed"));
      }
      return service.fetch(url, request);
    },
  });
  await assert.rejects(signIn({ ...app, showCode: () => {} }), { message: "a day has passed" });
  assert.equal(polls, POLLS);
  assert.ok(service.codes.length > 10, `${service.codes.length} codes`);
  // The first of them is before the engine has compiled all of it.
  const [, first = 0] = sizes;
  const last = sizes.at(-1) ?? 0;
  assert.ok(last - first < 200_000, sizes.join());
});
