/** Whole flows over HTTP, against the simulator. No test waits: the clock is an argument. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";

import {
  type App,
  authorize,
  call,
  checkSignIn,
  Flow,
  FlowStopped,
  Installation,
  logout,
  partnerSignIn,
  preauthorize,
  register,
  secondScreen,
  signIn,
} from "tvpass";

import { logIn, type Simulator, startSimulator } from "./simulator.js";
import { televisionAt, viewer } from "./television.js";

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator("--no-throttle");
});
after(() => simulator.stop());

const television = (more?: Partial<App>) => televisionAt(simulator.url, more);

/** The phone on which a code is typed. */
function phone(): App {
  const { device, ...app } = television();
  return { ...app, device: { info: device.info } };
}

test("a code that is typed elsewhere signs the television in", async () => {
  const seen: string[] = [];
  const { domainName, redirectUrl, ...bare } = television();
  const outcome = await signIn({
    ...bare,
    showCode: async ({ code, expiresIn }) => {
      assert.ok(expiresIn > 29 * 60_000);
      const there = await secondScreen(code, {
        ...phone(),
        ...viewer,
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

  const restarted: App = { ...app, installation: Installation.open(app, saves.at(-1)) };
  assert.equal(restarted.installation.mvpd, "Spectrum");
  assert.equal((await signIn({ ...restarted, showCode: () => assert.fail("no code is needed") })).kind, "signed_in");
  assert.equal(typeof restarted.installation.profileUntil, "number");

  const permits = await preauthorize(["news", "premium"], restarted);
  assert.ok(!("kind" in permits));
  assert.deepEqual(
    permits.map(({ resource, permitted, decided, decision }) => [resource, permitted, decided, decision?.error?.code]),
    [
      ["news", true, true, undefined],
      ["premium", false, true, "preauthorization_denied_by_mvpd"],
    ],
  );
  const permitted = await authorize("news", restarted);
  assert.equal(permitted.kind, "permitted");
  assert.ok(permitted.kind === "permitted" && permitted.decision.token?.serializedToken);
  const denied = await authorize("premium", restarted);
  assert.equal(denied.kind === "denied" && denied.decision.error?.code, "authorization_denied_by_mvpd");

  const opened: string[] = [];
  const redirectUrl = "https://adobe.com/out";
  const out = await logout({ ...restarted, redirectUrl, openUrl: (url) => void opened.push(url) });
  assert.deepEqual(out, { kind: "signed_out", wasSignedIn: true });
  assert.equal(opened.length, 1);
  const afterwards = { ...restarted, mvpd: "Spectrum" };
  const needed = await authorize("news", afterwards);
  assert.equal(needed.kind === "sign_in_needed" && needed.error?.code, "authenticated_profile_missing");
});

test("nobody signed in is an outcome, and no request asks for it", async () => {
  const unasked = television({ fetch: () => assert.fail("a request was sent") });
  assert.deepEqual(await authorize("news", unasked), { kind: "sign_in_needed" });
  assert.deepEqual(await preauthorize(["news"], unasked), { kind: "sign_in_needed" });
  const out = await logout({ ...unasked, redirectUrl: "https://adobe.com/out" });
  assert.deepEqual(out, { kind: "signed_out", wasSignedIn: false });
});

test("a remembered provider is asked for by its name and logo, and another one can be chosen", async () => {
  const app = television();
  app.installation.remember("Spectrum", "Spectrum TV", "https://logo.example/s.png");
  const asked: unknown[] = [];
  const openUrl = async (url: string) => void (await logIn(url));
  const chooseMvpd = async () => "Cablevision";
  const again = await signIn({
    ...app,
    chooseMvpd: () => assert.fail("the list is not asked for"),
    openUrl,
    confirmMvpd: ({ mvpd, name, logo }) => asked.push(mvpd, name, logo) > 0,
  });
  assert.deepEqual(asked, ["Spectrum", "Spectrum TV", "https://logo.example/s.png"]);
  assert.equal(again.kind === "signed_in" && again.profile.mvpd, "Spectrum");
  const other = television();
  other.installation.remember("Spectrum");
  const changed = await signIn({ ...other, chooseMvpd, openUrl, confirmMvpd: () => false });
  assert.equal(changed.kind === "signed_in" && changed.profile.mvpd, "Cablevision");
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
    showCode: () => assert.fail("no code is needed"),
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

test("the question for a sign-in costs one request at most, and prompts nobody", async () => {
  const asked: string[] = [];
  const counted: typeof fetch = (address, init) => {
    asked.push(`${init?.method} ${new URL(String(address)).pathname}`);
    return fetch(address, init);
  };
  const app = television({ fetch: counted });
  await register(app);
  asked.length = 0;
  assert.equal((await checkSignIn(app)).kind, "sign_in_needed");
  assert.deepEqual(asked, ["GET /api/v2/REF30/profiles"]);
  await signIn({ ...app, ...viewer });
  asked.length = 0;
  const state = await checkSignIn(app);
  assert.deepEqual([state.kind === "remembered" && state.mvpd, asked], ["Cablevision", []]);
});

test("temporary access needs no sign-in", async () => {
  const outcome = await signIn({ ...television({ mvpd: "TempPass_TEST40" }), showCode: () => assert.fail("no code") });
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
  const aborted = television({ signal: AbortSignal.abort(reason), fetch: counted });
  await assert.rejects(signIn({ ...aborted, showCode: () => {} }), reason);
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
      await secondScreen(code, { ...phone(), ...viewer });
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
  const { actor, reason } = await stopped(secondScreen("NOSUCH1", { ...phone(), ...viewer }));
  assert.equal(actor, "viewer");
  assert.equal(reason.kind === "failure" && reason.failure.kind, "service");
});

test("a login that is cancelled is no sign-in", async () => {
  let screen: Promise<FlowStopped> | undefined;
  const control = new AbortController();
  const { now, sleep, ...app } = television({ signal: control.signal });
  const showCode = ({ code }: { code: string }) => {
    const openUrl = async (url: string) => void (await logIn(url, { action: "cancel" }));
    screen = stopped(secondScreen(code, { ...phone(), chooseMvpd: viewer.chooseMvpd, openUrl }));
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
  assert.deepEqual([actor, reason], ["network", { kind: "no_response" }]);
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

test("a statement that is not approved is for the service provider to mend", async () => {
  const { actor, message } = await stopped(register(television({ softwareStatement: "unapproved.software.statement" })));
  assert.equal(actor, "service_provider");
  assert.match(message, /registration/);
});

test("a call by itself has the application's headers and token", async () => {
  const app = television();
  const decoded = await call("configuration", { serviceProvider: "REF30" }, app);
  assert.ok(decoded.kind === "answer" && decoded.answer.requestor.id === "REF30");
  const refused = await call("profile_code", { serviceProvider: "REF30", code: "NOSUCH1" }, app);
  assert.ok(refused.kind === "service" && refused.error.code !== undefined);
});

test("an argument that no flow can have is named", async () => {
  const refusal = (name: string, problem: string) => ({
    name: "TvpassError",
    refusal: { kind: "invalid_argument", name, problem },
  });
  await assert.rejects(secondScreen("A".repeat(100), { ...phone(), ...viewer }), refusal("code", "too_long"));
  await assert.rejects(authorize("", television()), refusal("resource", "empty"));
  await assert.rejects(preauthorize([], television()), refusal("resources", "empty"));
});

test("a flow that has ended says so", () => {
  const { baseUrl, serviceProvider, softwareStatement, installation } = television();
  const flow = new Flow("registration", installation, { baseUrl, serviceProvider, softwareStatement, headers: {} });
  const stop = (kind: string) => ({ step: { kind: "stop", actor: "integrator", reason: { kind } } });
  assert.deepEqual(flow.handle({ kind: "cancel" }), stop("cancelled"));
  assert.deepEqual(flow.handle({ kind: "timer" }), stop("not_running"));
});

test("what changes of a device is told with the next request", async () => {
  const seen: (string | undefined)[][] = [];
  const television = televisionAt(simulator.url);
  const { fetch = globalThis.fetch } = television;
  const device = {
    ...television.device,
    get info() {
      return { ...television.device.info, connectionType: seen.length === 0 ? "WiFi" : "LAN" };
    },
  };
  const app: App = {
    ...television,
    device,
    get headers() {
      return { "X-Forwarded-For": `192.0.2.${seen.length}` };
    },
    fetch: async (url, init) => {
      const headers = new Headers(Object.entries(init.headers));
      const info = JSON.parse(atob(headers.get("X-Device-Info") ?? "")) as { connectionType?: string };
      seen.push([info.connectionType, headers.get("X-Forwarded-For") ?? undefined]);
      return fetch(url, init);
    },
  };
  await register(app);
  assert.deepEqual(seen, [["WiFi", "192.0.2.0"], ["LAN", "192.0.2.1"]]);
});

test("what a flow cannot be told is refused, and changes nothing", () => {
  const { baseUrl, serviceProvider, softwareStatement, installation } = television();
  const headers = { "X-Device-Info": "e30=" };
  const flow = new Flow("registration", installation, { baseUrl, serviceProvider, softwareStatement, headers });
  assert.throws(() => flow.handle({ kind: "confirmed" }), { name: "TvpassError", refusal: { kind: "misuse", name: "event" } });
  assert.equal(flow.handle({ kind: "start" }).step.kind, "send");
  assert.equal(flow.handle({ kind: "timer" }).step.kind, "await");
});

test("what cannot be taken up begins as a new installation, and says why", async () => {
  const saves: string[] = [];
  const app = television({ save: (saved) => void saves.push(saved) });
  await register(app);
  const saved = saves.at(-1) ?? assert.fail("nothing was saved");
  assert.equal(Installation.open(app, saved).restoreError, undefined);
  assert.equal(Installation.open(app, saved).authorization, app.installation.authorization);
  assert.equal(Installation.open(app, "{").restoreError, "damaged");
  assert.equal(Installation.open(app, saved.replace('"format":1', '"format":2')).restoreError, "damaged");
  const foreign = Installation.open({ ...app, serviceProvider: "other" }, saved);
  assert.deepEqual([foreign.restoreError, foreign.saved, foreign.authorization], ["foreign", "", undefined]);
  await register({ ...app, installation: foreign });
});
