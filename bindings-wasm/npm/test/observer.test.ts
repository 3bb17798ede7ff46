/** The network as an application sees it: each request is told, and each problem has its name. No test waits. */
import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { test, type TestContext } from "node:test";

import { type App, type ExchangeEvent, FlowStopped, type ObservedEvent, register, secondScreen, signIn } from "tvpass";

import { answer, jumping, Service, television } from "./service.js";

/** A television whose requests reach a server of this test. */
async function reaching(context: TestContext, listener: RequestListener, more: Partial<App> = {}): Promise<App> {
  const server = createServer(listener);
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { ...television(new Service(), { ...jumping(), ...more }), baseUrl, fetch };
}

/** The events of a registration, and the error that it ends with. */
async function told(app: App): Promise<{ events: ObservedEvent[]; error: unknown }> {
  const events: ObservedEvent[] = [];
  const error: unknown = await register({ ...app, onEvent: (event) => void events.push(event) }).catch((error: unknown) => error);
  return { events, error };
}

const exchanges = (events: ObservedEvent[]) => events.filter((event): event is ExchangeEvent => event.kind === "exchange");

/** The problem as the events and the error have it. */
async function problem(app: App): Promise<readonly unknown[]> {
  const { events, error } = await told(app);
  return [exchanges(events).at(-1)?.problem, error instanceof FlowStopped ? error.problem : error];
}

test("a redirect, a page of a captive portal, and the word of a network that wants a login are told apart", async (context) => {
  const moved = await reaching(context, (_, response) => response.writeHead(307, { location: "/elsewhere" }).end());
  assert.deepEqual(await problem(moved), ["redirect", "redirect"]);
  const page = await reaching(context, (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>log in"));
  assert.deepEqual(await problem(page), ["captive_portal", "captive_portal"]);
  const word = await reaching(context, (_, response) => response.writeHead(511).end());
  assert.deepEqual(await problem(word), ["captive_portal", "captive_portal"]);
  const hidden = { ...word, fetch: async () => ({ status: 0, arrayBuffer: async () => new ArrayBuffer(0) }) };
  assert.deepEqual(await problem(hidden), ["redirect", "redirect"]);
});

test("a connection that is refused and one that breaks before its answer are no connection", async (context) => {
  const broken = await reaching(context, (request) => request.socket.destroy());
  assert.deepEqual(await problem(broken), ["connection", "connection"]);
  // Nobody listens there, and nobody can: it is not a port that programs are given.
  assert.deepEqual(await problem({ ...broken, baseUrl: "http://127.0.0.1:9" }), ["connection", "connection"]);
});

test("a response that ends too early is told apart from none", async (context) => {
  const app = await reaching(context, (_, response) => {
    response.writeHead(201, { "content-length": "100" });
    response.write("{", () => response.destroy());
  });
  assert.deepEqual(await problem(app), ["truncated", "truncated"]);
});

test("a server that answers late, and one whose TLS cannot be trusted, have names of their own", async (context) => {
  const silent = await reaching(context, () => {}, { timeout: 1 });
  assert.deepEqual(await problem(silent), ["timed_out", "timed_out"]);
  const plain = await reaching(context, () => {});
  assert.deepEqual(await problem({ ...plain, baseUrl: plain.baseUrl.replace("http:", "https:") }), ["tls", "tls"]);
});

test("a host without an address is told as Node tells it, and a platform without a network as a browser does", async () => {
  const failing = (error: Error): App => ({ ...television(new Service(), jumping()), fetch: () => Promise.reject(error) });
  const unknown = new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ENOTFOUND" }) });
  assert.deepEqual(await problem(failing(unknown)), ["name_not_found", "name_not_found"]);
  const expired = new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "CERT_HAS_EXPIRED" }) });
  assert.deepEqual(await problem(failing(expired)), ["tls", "tls"]);
  const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  Object.defineProperty(globalThis, "navigator", { value: { onLine: false }, configurable: true });
  try {
    assert.deepEqual(await problem(failing(new TypeError("Failed to fetch"))), ["offline", "offline"]);
  } finally {
    delete (globalThis as { navigator?: unknown }).navigator;
    if (before !== undefined) {
      Object.defineProperty(globalThis, "navigator", before);
    }
  }
});

test("a response that is too large, and a flow that is aborted, say so", async () => {
  const large = television(new Service(), { ...jumping(), largestResponse: 10 });
  assert.deepEqual(await problem(large), ["too_large", "too_large"]);
  const control = new AbortController();
  const reason = new Error("away");
  const never = () => {
    queueMicrotask(() => control.abort(reason));
    return new Promise<never>(() => {});
  };
  assert.deepEqual(await problem(television(new Service(), { signal: control.signal, fetch: never })), ["cancelled", reason]);
});

test("attempts are counted until there is an answer, and a busy service is seen with its delay", async () => {
  const service = new Service();
  service.answers.push(answer(503, {}), answer(429, {}, { "retry-after": "7" }));
  const { events } = await told(television(service, jumping()));
  assert.deepEqual(
    exchanges(events).map(({ line, status, attempt, retryAfter }) => [line, status, attempt, retryAfter]),
    [
      ["POST /o/client/register", 503, 1, undefined],
      ["POST /o/client/register", 429, 2, 7000],
      ["POST /o/client/register", 201, 3, undefined],
      ["POST /o/client/token", 201, 1, undefined],
    ],
  );
  assert.ok(events.some((event) => event.kind === "pause" && event.milliseconds === 7000));
});

test("milliseconds are those of the flow's clock", async () => {
  const service = new Service();
  const clock = jumping();
  const slow: typeof service.fetch = (url, request) => {
    clock.milliseconds += 250;
    return service.fetch(url, request);
  };
  const { events } = await told(television(service, { ...clock, now: clock.now, fetch: slow }));
  assert.deepEqual(exchanges(events).map(({ milliseconds }) => milliseconds), [250, 250]);
});

test("no event has a secret, a query or a code", async () => {
  const service = new Service();
  const events: ObservedEvent[] = [];
  const onEvent = (event: ObservedEvent) => void events.push(event);
  service.isSignedIn = false;
  const app = television(service, { ...jumping(), mvpd: "Cablevision", onEvent });
  const { kind } = await signIn({ ...app, showCode: () => void (service.isSignedIn = true) });
  assert.equal(kind, "signed_in");
  await secondScreen("CODE1", { ...app, chooseMvpd: async () => "Cablevision", openUrl: () => {} }).catch(() => {});
  const text = JSON.stringify(events);
  assert.match(text, /profiles\/code\/\{code\}/);
  assert.doesNotMatch(text, /CODE1|secret|token-1|statement|Bearer|\?/);
});

test("an observer that throws does not end the flow", async () => {
  const service = new Service();
  await register(
    television(service, {
      onEvent: () => {
        throw new Error("the log is broken");
      },
    }),
  );
  assert.equal(service.registrations, 1);
});
