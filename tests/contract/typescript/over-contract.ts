/**
 * A sign-in and a playback over a client that is generated from the contract. The program keeps by itself what no generated
 * client keeps: R6, R7, R42 and R71, and it repeats what is worth it (N8).
 *
 *     node over-contract.js SERVER STATEMENT
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";

import createClient from "openapi-fetch";

import type { paths } from "./contract.js";

const [server = "", statement = ""] = process.argv.slice(2);
const file = "kept.json";
const mvpd = "Cablevision";
const redirectUrl = "https://adobe.com";
const asForm = { "Content-Type": "application/x-www-form-urlencoded" };
const info = { model: "Kiosk", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" };
const device = {
  "AP-Device-Identifier": `fingerprint ${btoa("kiosk in the hall")}`,
  "X-Device-Info": btoa(JSON.stringify(info)),
};
const client = createClient<paths>({ baseUrl: server, headers: { Accept: "application/json;charset=utf-8" } });
const inPath = { serviceProvider: "REF30" };

interface Kept {
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly token?: string | undefined;
  readonly expiresAt?: number;
}

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

let kept = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Kept) : {};

function keep(news: Kept): void {
  kept = { ...kept, ...news };
  writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Repeats what is worth it: after a pause of a second at 429 (R71), at most twice otherwise. */
async function patiently<T>(send: () => Promise<Answer<T>>): Promise<Answer<T>> {
  for (let failures = 0; ; ) {
    const answer = await send().catch(() => undefined);
    const status = answer?.response.status ?? 503;
    if (status === 429) {
      await wait(1000);
    } else if ((status === 408 || status >= 500) && failures < 2) {
      failures += 1;
      await wait(500 * 2 ** failures + 500 * Math.random());
    } else if (answer === undefined) {
      throw new Error("the service cannot be reached");
    } else {
      return answer;
    }
  }
}

function demand<T>({ data, error, response }: Answer<T>): T {
  if (data === undefined) {
    throw new Error(`${response.status}: ${JSON.stringify(error)}`);
  }
  return data;
}

/** The access token, kept until shortly before it expires (R6). */
async function token(): Promise<string> {
  const header = { "X-Device-Info": device["X-Device-Info"] };
  if (kept.token !== undefined && Date.now() < (kept.expiresAt ?? 0) - 60_000) {
    return kept.token;
  }
  if (kept.clientId === undefined) {
    const body = { software_statement: statement };
    const made = demand(await patiently(() => client.POST("/o/client/register", { params: { header }, body })));
    keep({ clientId: made.client_id, clientSecret: made.client_secret });
  }
  const body = {
    client_id: kept.clientId ?? "",
    client_secret: kept.clientSecret ?? "",
    grant_type: "client_credentials",
  };
  const asked = () => client.POST("/o/client/token", { params: { header }, body, headers: asForm });
  const made = demand(await patiently(asked));
  keep({ token: made.access_token, expiresAt: (made.created_at ?? Date.now()) + made.expires_in * 1000 });
  return made.access_token;
}

/** Sends with the token; one that is refused is renewed, once (R7). */
async function authorized<T>(
  send: (headers: { Authorization: string }) => Promise<Answer<T>>,
  repeat: typeof patiently<T> = patiently,
): Promise<Answer<T>> {
  const attempt = async () => {
    const headers = { Authorization: `Bearer ${await token()}` };
    return repeat(() => send(headers));
  };
  const answer = await attempt();
  if (answer.response.status !== 401) {
    return answer;
  }
  keep({ token: undefined });
  return attempt();
}

async function isSignedIn(): Promise<boolean> {
  const params = { path: inPath, header: device };
  const path = "/api/v2/{serviceProvider}/profiles";
  const answer = demand(await authorized((headers) => client.GET(path, { params, headers })));
  return answer.profiles[mvpd] !== undefined;
}

async function signIn(): Promise<void> {
  const body = { mvpd, domainName: "adobe.com", redirectUrl };
  const params = { path: inPath, header: device };
  const create = (headers: { Authorization: string }) =>
    client.POST("/api/v2/{serviceProvider}/sessions", { params, body, headers: { ...headers, ...asForm } });
  const session = demand(await authorized(create));
  if (session.actionName === "authorize") {
    return;
  }
  if (session.actionName !== "authenticate" || session.code == null || session.url == null) {
    throw new Error(`the service wants ${session.actionName}`);
  }
  console.log(`open ${new URL(session.url, server).href}`);
  const life = Number(session.notAfter) - Number(session.notBefore);
  await poll(session.code, performance.now() + life);
}

/** Asks every four seconds (R42) until the code expires. An answer that is missing ends nothing, and the next poll repeats. */
async function poll(code: string, end: number): Promise<void> {
  const params = { path: { ...inPath, code }, header: device };
  while (performance.now() < end) {
    await wait(4000);
    const path = "/api/v2/{serviceProvider}/profiles/code/{code}";
    const ask = (headers: { Authorization: string }) => client.GET(path, { params, headers });
    const answer = await authorized(ask, (send) => send()).catch(() => undefined);
    if (Object.keys(answer?.data?.profiles ?? {}).length > 0) {
      return;
    }
  }
  throw new Error("the code has expired");
}

async function play(resource: string): Promise<string> {
  const params = { path: { ...inPath, mvpd }, header: device };
  const body = { resources: [resource] };
  const path = "/api/v2/{serviceProvider}/decisions/authorize/{mvpd}";
  const answer = demand(await authorized((headers) => client.POST(path, { params, body, headers })));
  const decision = answer.decisions.find((decision) => decision.resource === resource);
  if (decision?.authorized !== true || decision.token == null) {
    throw new Error(decision?.error?.details ?? decision?.error?.message ?? "not permitted");
  }
  return decision.token.serializedToken;
}

if (!(await isSignedIn())) {
  await signIn();
}
console.log(`playing with a token of ${(await play("REF30")).length} letters`);
