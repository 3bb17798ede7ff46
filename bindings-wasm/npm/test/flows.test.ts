/** Whole flows over HTTP, against the simulator. No test waits: the clock is an argument. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";

import {
  type App,
  authorize,
  call,
  Client,
  Flow,
  FlowStopped,
  logout,
  partnerSignIn,
  preauthorize,
  register,
  secondScreen,
  signIn,
} from "tvpass";

import { logIn, type Simulator, startSimulator } from "./simulator.js";

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator("--no-throttle");
});
after(() => simulator.stop());

let devices = 0;

/** A television of its own, with a clock that jumps over every wait. */
function television(more: Partial<App> = {}): App {
  let monotonic = 0;
  devices += 1;
  return {
    baseUrl: simulator.url,
    serviceProvider: "REF30",
    softwareStatement: "demo.software.statement",
    domainName: "adobe.com",
    redirectUrl: "https://adobe.com/done",
    device: {
      id: `television-${devices}`,
      info: { model: "Stand-in", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" },
    },
    client: Client.open(),
    now: () => ({ monotonic, unix: Date.now(), random: 7 }),
    sleep: async (milliseconds, signal) => {
      signal.throwIfAborted();
      monotonic += milliseconds;
    },
    ...more,
  };
}

/** The phone on which a code is typed. */
function phone(): App {
  const { device, ...app } = television();
  return { ...app, device: { info: device.info } };
}

const atPhone = {
  chooseMvpd: async () => "Cablevision",
  openUrl: async (url: string) => void (await logIn(url)),
};

test("a code that is typed elsewhere signs the television in", async () => {
  const seen: string[] = [];
  const { domainName, redirectUrl, ...bare } = television();
  const outcome = await signIn({
    ...bare,
    showCode: async ({ code, lapsesIn }) => {
      assert.ok(lapsesIn > 29 * 60_000);
      const there = await secondScreen(code, {
        ...phone(),
        ...atPhone,
        confirmDevice: ({ device, missingParameters }) => {
          seen.push(device?.model ?? "", ...missingParameters);
        },
      });
      assert.equal(there.profile.mvpd, "Cablevision");
    },
  });
  assert.equal(outcome.kind, "signed_in");
  assert.equal(outcome.kind === "signed_in" && outcome.profile.mvpd, "Cablevision");
  assert.equal(outcome.kind === "signed_in" && typeof outcome.profile.notAfter, "number");
  assert.deepEqual(seen, ["Stand-in", "mvpd", "domainName", "redirectUrl"]);
});

test("a viewer signs in here, is asked nothing the next time, watches, and signs out", async () => {
  const saves: string[] = [];
  const app = television({ save: (saved) => void saves.push(saved) });
  const mvpds: string[] = [];
  const first = await signIn({
    ...app,
    chooseMvpd: async (configuration) => {
      mvpds.push(...configuration.mvpds.map((mvpd) => mvpd.id));
      return "Spectrum";
    },
    openUrl: async (url) => assert.equal(await logIn(url), "https://adobe.com/done"),
  });
  assert.equal(first.kind === "signed_in" && first.profile.mvpd, "Spectrum");
  assert.ok(mvpds.length > 300);

  const restarted: App = { ...app, client: Client.open(saves.at(-1)) };
  assert.equal(restarted.client.mvpd, "Spectrum");
  assert.equal((await signIn(restarted)).kind, "signed_in");

  const permits = await preauthorize(["news", "premium"], restarted);
  assert.deepEqual(permits, [
    { resource: "news", permitted: true, decided: true },
    { resource: "premium", permitted: false, decided: true },
  ]);
  const permitted = await authorize("news", restarted);
  assert.equal(permitted.kind, "permitted");
  assert.ok(permitted.kind === "permitted" && permitted.decision.token?.serializedToken);
  const denied = await authorize("premium", restarted);
  assert.equal(denied.kind === "denied" && denied.decision.error?.code, "authorization_denied_by_mvpd");

  const opened: string[] = [];
  const out = await logout({ ...restarted, openUrl: (url) => void opened.push(url) });
  assert.deepEqual(out, { kind: "logged_out", wasSignedIn: true });
  assert.equal(opened.length, 1);
  const afterwards = { ...restarted, mvpd: "Spectrum" };
  assert.deepEqual(await authorize("news", afterwards), { kind: "sign_in_needed" });
});

test("a partner's framework signs the viewer in without a word to the viewer", async () => {
  const requests: string[] = [];
  const outcome = await partnerSignIn({
    ...television(),
    framework: {
      status: async () => ({
        accessStatus: "granted",
        providerId: "Cablevision",
        expirationDate: Date.now() + 3_600_000,
      }),
      authenticate: async ({ type, request }) => {
        requests.push(type ?? "", atob(request ?? ""));
        return "<Response/>";
      },
    },
  });
  assert.equal(outcome.kind === "signed_in" && outcome.profile.type, "appleSSO");
  assert.equal(requests[0]?.toUpperCase(), "SAML");
  assert.match(requests[1] ?? "", /AuthnRequest/);
});

test("a viewer who lets the partner's framework know nothing signs in as elsewhere", async () => {
  const outcome = await partnerSignIn({
    ...television(),
    framework: { status: async () => ({ accessStatus: "denied" }), authenticate: async () => undefined },
    chooseMvpd: async () => "Spectrum",
    openUrl: async (url) => void (await logIn(url)),
  });
  assert.equal(outcome.kind === "signed_in" && outcome.profile.type, "regular");
});

test("temporary access needs no sign-in", async () => {
  const outcome = await signIn(television({ mvpd: "TempPass_TEST40" }));
  assert.equal(outcome.kind === "signed_in" && outcome.profile.type, "temporary");
});

test("an abort ends a sign-in that waits for its viewer, with the reason that was given", async () => {
  const control = new AbortController();
  const reason = new Error("the viewer went away");
  const { now, sleep, ...app } = television({ signal: control.signal });
  const waiting = signIn({ ...app, showCode: () => queueMicrotask(() => control.abort(reason)) });
  await assert.rejects(waiting, reason);
});

test("a signal that was aborted before lets nothing be sent", async () => {
  let requests = 0;
  const counted: typeof fetch = (...request) => {
    requests += 1;
    return fetch(...request);
  };
  const reason = new Error("too late");
  await assert.rejects(signIn(television({ signal: AbortSignal.abort(reason), fetch: counted })), reason);
  assert.equal(requests, 0);
});

test("an abort ends a request under way", async () => {
  const control = new AbortController();
  const never: typeof fetch = (_, init) =>
    new Promise((_, reject) => {
      init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      control.abort();
    });
  await assert.rejects(register(television({ signal: control.signal, fetch: never })), { name: "AbortError" });
});

test("a viewer can ask for another code", async () => {
  const codes: string[] = [];
  const { now, sleep, ...app } = television();
  const outcome = await signIn({
    ...app,
    showCode: async ({ code, newCode }) => {
      codes.push(code);
      if (codes.length === 1) {
        newCode();
        return;
      }
      await secondScreen(code, { ...phone(), ...atPhone });
    },
  });
  assert.equal(outcome.kind, "signed_in");
  assert.equal(new Set(codes).size, 2);
});

async function stopped(run: Promise<unknown>): Promise<FlowStopped> {
  try {
    await run;
  } catch (error) {
    assert.ok(error instanceof FlowStopped, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: "the flow did not stop" });
}

test("a code that nobody showed is for the viewer to mend", async () => {
  const { actor, reason } = await stopped(secondScreen("NOSUCH1", { ...phone(), ...atPhone }));
  assert.equal(actor, "viewer");
  assert.equal(reason.kind === "failure" && reason.failure.kind, "service");
});

test("a login that is cancelled is no sign-in", async () => {
  let screen: Promise<FlowStopped> | undefined;
  const control = new AbortController();
  const { now, sleep, ...app } = television({ signal: control.signal });
  const showCode = ({ code }: { code: string }) => {
    const openUrl = async (url: string) => void (await logIn(url, { action: "cancel" }));
    screen = stopped(secondScreen(code, { ...phone(), chooseMvpd: atPhone.chooseMvpd, openUrl }));
    void screen.then(() => control.abort(), () => control.abort());
  };
  await assert.rejects(signIn({ ...app, showCode }), { name: "AbortError" });
  const { actor, reason } = (await screen) ?? assert.fail("no code was shown");
  assert.deepEqual([actor, reason.kind], ["viewer", "not_signed_in"]);
});

test("a network without an answer is asked again, and then named", async () => {
  let requests = 0;
  const unreachable: typeof fetch = async () => {
    requests += 1;
    throw new TypeError("fetch failed");
  };
  const { actor, reason, cause } = await stopped(register(television({ fetch: unreachable })));
  assert.deepEqual([actor, reason], ["network", { kind: "no_answer" }]);
  assert.equal((cause as Error).message, "fetch failed");
  assert.equal(requests, 3);
});

test("a redirect is not followed, for it is no answer of the service", async (context) => {
  const asked: string[] = [];
  const portal = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(307, { location: "/elsewhere" }).end();
  });
  context.after(() => portal.close());
  await new Promise<void>((resolve) => portal.listen(0, "127.0.0.1", resolve));
  const { port } = portal.address() as AddressInfo;
  const { reason } = await stopped(register(television({ baseUrl: `http://127.0.0.1:${port}` })));
  assert.equal(reason.kind === "failure" && reason.failure.kind, "not_api");
  assert.ok(!asked.includes("/elsewhere"), asked.join());
});

test("a redirect that a browser hides is no answer of the service either", async () => {
  const hidden = async () => ({ status: 0, arrayBuffer: async () => new ArrayBuffer(0) });
  const { reason } = await stopped(register(television({ fetch: hidden })));
  assert.equal(reason.kind === "failure" && reason.failure.kind, "not_api");
});

test("an abort ends a request of a fetch that knows no signal", async () => {
  const control = new AbortController();
  const deaf = () => {
    queueMicrotask(() => control.abort());
    return new Promise<never>(() => {});
  };
  await assert.rejects(register(television({ signal: control.signal, fetch: deaf })), { name: "AbortError" });
});

test("a statement that is not approved is for the programmer to mend", async () => {
  const { actor, message } = await stopped(register(television({ softwareStatement: "unapproved.software.statement" })));
  assert.equal(actor, "programmer");
  assert.match(message, /registration/);
});

test("a call by itself has the application's headers and token", async () => {
  const app = television();
  const decoded = await call("configuration", { serviceProvider: "REF30" }, app);
  assert.ok(decoded.kind === "answer" && decoded.answer.requestor.id === "REF30");
  const refused = await call("profile_code", { serviceProvider: "REF30", code: "NOSUCH1" }, app);
  assert.ok(refused.kind === "service" && refused.error.code !== undefined);
});

test("a prompt that nobody answers is named", async () => {
  await assert.rejects(signIn(television()), /asks for choose_mvpd/);
});

test("a flow that has ended says so", () => {
  const { baseUrl, serviceProvider, softwareStatement, client } = television();
  const flow = new Flow("second_screen", client, { baseUrl, serviceProvider, softwareStatement, headers: {} }, "A".repeat(100));
  assert.deepEqual(flow.next({ kind: "begin" }), { kind: "stop", actor: "host", reason: { kind: "capacity", name: "code" } });
  assert.deepEqual(flow.next({ kind: "tick" }), { kind: "stop", actor: "host", reason: { kind: "not_running" } });
});

test("what is no saved client is refused", () => {
  assert.throws(() => Client.open("{"), SyntaxError);
});
