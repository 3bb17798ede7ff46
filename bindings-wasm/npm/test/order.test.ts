/** The order of a turn: decide, save, write. No test waits for time to pass. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { authorize, FlowStopped, Installation, preauthorize, register, signIn } from "tvpass";

import { answer, owner, Service, television } from "./service.js";

const showCode = () => assert.fail("no code is needed");

test("nothing is sent before the store has written what it rests on", async () => {
  const service = new Service();
  const order: string[] = [];
  const app = television(service, {
    fetch: (url, request) => {
      order.push(new URL(url).pathname.split("/").at(-1) ?? "");
      return service.fetch(url, request);
    },
    save: async (saved) => {
      order.push("save begins");
      await new Promise((resolve) => setImmediate(resolve));
      const state = JSON.parse(saved) as { client_id?: string; authorization?: string };
      order.push(state.authorization === undefined ? `saved ${state.client_id}` : "saved token");
    },
  });
  await register(app);
  assert.deepEqual(order, ["register", "save begins", "saved client-1", "token", "save begins", "saved token"]);
  assert.equal(app.installation.unsaved, undefined);
});

test("a program that is killed at any step registers once", async () => {
  const killed = new Error("killed");
  let steps = 0;
  for (let dies = 1; ; dies += 1) {
    const service = new Service();
    let disk = "";
    steps = 0;
    // A request that had begun when the program died neither reaches the service nor the disk.
    const step = () => {
      steps += 1;
      if (steps === dies) {
        throw killed;
      }
    };
    const dying = television(service, {
      fetch: async (url, request) => {
        step();
        return service.fetch(url, request);
      },
      save: async (saved) => {
        await new Promise((resolve) => setImmediate(resolve));
        disk = saved;
        step();
      },
      sleep: async () => {
        throw killed;
      },
    });
    const whole = await signIn({ ...dying, showCode }).then(
      () => true,
      (error: unknown) => assert.equal(error, killed) ?? false,
    );
    const restarted = television(service, { installation: Installation.open(owner, disk) });
    await signIn({ ...restarted, showCode });
    assert.equal(service.registrations, 1, `killed at step ${dies}`);
    if (whole) {
      break;
    }
  }
  assert.ok(steps >= 5, `${steps} steps`);
});

test("a store that cannot be written ends the flow, and nothing rests on what is not there", async () => {
  const service = new Service();
  const full = new Error("the disk is full");
  let isFull = true;
  const app = television(service, {
    save: () => {
      if (isFull) {
        throw full;
      }
    },
  });
  await assert.rejects(register(app), full);
  assert.deepEqual(service.asked, ["/o/client/register"]);
  isFull = false;
  await register(app);
  assert.deepEqual([service.registrations, service.tokens], [1, 1]);
});

test("three promises at once make one registration and one token", async () => {
  const service = new Service();
  const saves: string[] = [];
  const app = television(service, {
    mvpd: "Cablevision",
    save: async (saved) => {
      await new Promise((resolve) => setImmediate(resolve));
      saves.push(saved);
    },
  });
  const outcomes = await Promise.all([signIn({ ...app, showCode }), authorize("news", app), register(app)]);
  assert.deepEqual(outcomes.map((outcome) => outcome?.kind), ["signed_in", "permitted", undefined]);
  assert.deepEqual([service.registrations, service.tokens], [1, 1]);
  assert.equal(saves.at(-1), app.installation.saved);
});

test("a flow that is given up lets the others go on", async () => {
  const service = new Service();
  const control = new AbortController();
  const app = television(service);
  const never = { ...app, signal: control.signal, fetch: () => new Promise<never>(() => {}) };
  const first = register(never);
  const second = register(app);
  control.abort(new Error("away"));
  await assert.rejects(first, { message: "away" });
  await second;
  assert.deepEqual([service.registrations, service.tokens], [1, 1]);
});

test("a service that says when to come again is asked again then", async () => {
  const service = new Service();
  service.answers.push(answer(429, {}, { "retry-after": "90" }));
  const pauses: number[] = [];
  let monotonic = 0;
  const app = television(service, {
    now: () => ({ monotonic, unix: Date.now(), random: 7 }),
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      monotonic += milliseconds;
    },
  });
  await register(app);
  assert.equal(Math.max(...pauses), 90_000);
});

test("the host says that it is online, and what was put off is tried at once", async () => {
  const service = new Service();
  let isOnline = false;
  const app = television(service, {
    fetch: async (url, request) => {
      if (!isOnline) {
        throw new TypeError("fetch failed");
      }
      return service.fetch(url, request);
    },
    // Nothing but the host ends it.
    sleep: () => {
      isOnline = true;
      queueMicrotask(() => app.installation.online());
      return new Promise(() => {});
    },
  });
  await register(app);
  assert.equal(service.registrations, 1);
});

test("a response that is too large is not taken, and is told apart from none", async () => {
  const huge = television(new Service(), { largestResponse: 10 });
  await assert.rejects(register(huge), (error) => {
    assert.ok(error instanceof FlowStopped);
    assert.deepEqual([error.actor, error.reason], ["integrator", { kind: "response_too_large" }]);
    return true;
  });
});

/** A session with a code, and polls that the service answers as told. */
async function poll(service: Service, error: { status: number; code: string }, more: object): Promise<unknown> {
  let monotonic = 0;
  const now = Date.now();
  const session = {
    actionName: "authenticate", actionType: "interactive", reasonType: "none", code: "8ADF2", url: "/x", sessionId: "1",
    serviceProvider: "REF30", mvpd: "Cablevision", notBefore: String(now), notAfter: String(now + 1_800_000),
  };
  const app = television(service, {
    mvpd: "Cablevision",
    now: () => ({ monotonic, unix: now + monotonic, random: 7 }),
    sleep: async (milliseconds) => void (monotonic += milliseconds),
  });
  await register(app);
  const refusal = { action: "authentication", ...error, message: "no", trace: "t" };
  service.answers.push(answer(200, { profiles: {} }), answer(200, session), answer(error.status, refusal));
  return signIn({ ...app, showCode: () => {}, ...more });
}

test("a code that was replaced stops the sign-in with the service's word, unless the viewer goes on here", async () => {
  const replaced = { status: 410, code: "invalid_authentication_session" };
  await assert.rejects(poll(new Service(), replaced, { codeExpired: () => assert.fail("not expired") }), (error) => {
    assert.ok(error instanceof FlowStopped && error.reason.kind === "code_replaced");
    assert.deepEqual([error.actor, error.reason.error.code], ["viewer", "invalid_authentication_session"]);
    return true;
  });
});

test("an abort ends a callback of the application", async () => {
  const control = new AbortController();
  const service = new Service();
  const framework = () => {
    queueMicrotask(() => control.abort(new Error("away")));
    return new Promise<never>(() => {});
  };
  const app = television(service, { signal: control.signal });
  app.installation.remember("Cablevision");
  service.answers.push(answer(201, { client_id: "a", client_secret: "b" }), answer(201, { access_token: "t", expires_in: 600 }));
  service.answers.push(answer(200, { profiles: {} }));
  await assert.rejects(
    signIn({ ...app, openUrl: () => {}, chooseMvpd: framework, confirmMvpd: framework }),
    { message: "away" },
  );
  assert.deepEqual(await preauthorize(["news"], television(service)), { kind: "sign_in_needed" });
});
