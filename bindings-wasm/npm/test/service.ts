/** A service in the test's own program, and a television for it. */
import assert from "node:assert/strict";

import { type App, type FetchRequest, type FetchResponse, Installation, type World } from "tvpass";

/** A service that counts its registrations, knows which credentials it gave, and has viewers who sign in by code. */
export class Service {
  readonly asked: string[] = [];
  registrations = 0;
  tokens = 0;
  /** The codes that were given out, oldest first; the last one is good. */
  readonly codes: string[] = [];
  /** A viewer has typed the code. */
  isSignedIn = true;
  readonly #given = new Set<string>();
  /** Values of `Authorization` that are refused. */
  readonly refused = new Set<string>();
  /** The event in place of the next answer. */
  readonly answers: FetchResponse[] = [];
  /** The wall clock. */
  now: () => number = Date.now;

  readonly fetch = async (url: string, { body, headers }: FetchRequest): Promise<FetchResponse> => {
    const { pathname } = new URL(url);
    this.asked.push(pathname);
    // Others have their turn while it works.
    await new Promise((resolve) => setImmediate(resolve));
    if (this.refused.has(headers["Authorization"] ?? "")) {
      return answer(401, { action: "application-registration", status: 401, code: "invalid_access_token_client_application", message: "no", trace: "t" });
    }
    return this.answers.shift() ?? answer(...(this.#singleSignOn(pathname, headers) ?? this.#answer(pathname, body ?? "")));
  };

  /** Service tokens that were issued. */
  serviceTokens = 0;

  /** The Single Sign-On Service, at which one link code is good; its tokens live for an hour. */
  #singleSignOn(pathname: string, headers: FetchRequest["headers"]): [status: number, body: unknown] | undefined {
    const life = { notBefore: this.now(), notAfter: this.now() + 3_600_000 };
    switch (/^\/api\/REF30\/(\w+)$/.exec(pathname)?.[1]) {
      case "serviceToken":
        if ((headers["X-SSO-LINK"] ?? LINK_CODE) !== LINK_CODE) {
          return [400, { status: "BAD_REQUEST", error: { status: 400, code: "token_invalid", action: "get_new_token" } }];
        }
        this.serviceTokens += 1;
        return [201, { serviceToken: `e30.e30.token${this.serviceTokens}`, ...life }];
      case "link":
        return [201, { code: LINK_CODE, ...life }];
      case "list":
        return [200, { devices: {} }];
      default:
        return undefined;
    }
  }

  #answer(pathname: string, body: string): [status: number, body: unknown] {
    if (pathname === "/o/client/register") {
      this.registrations += 1;
      this.#given.add(`client-${this.registrations}`);
      return [201, { client_id: `client-${this.registrations}`, client_secret: "secret" }];
    }
    if (pathname === "/o/client/token") {
      assert.ok(this.#given.has(new URLSearchParams(body).get("client_id") ?? ""), "credentials that nobody has");
      this.tokens += 1;
      return [201, { access_token: `token-${this.tokens}`, expires_in: 21_600 }];
    }
    if (pathname.endsWith("/decisions/authorize/Cablevision")) {
      const decision = { resource: "news", serviceProvider: "REF30", mvpd: "Cablevision", source: "mvpd", authorized: true };
      return [200, { decisions: [decision] }];
    }
    const known = this.#known(pathname);
    if (known !== undefined) {
      return [200, known];
    }
    if (pathname.endsWith("/sessions")) {
      this.codes.push(`CODE${this.codes.length + 1}`);
      return [200, this.#session()];
    }
    const code = /\/profiles\/code\/(.*)$/.exec(pathname)?.[1];
    if (code !== undefined && code !== this.codes.at(-1)) {
      return [410, { action: "authentication", status: 410, code: "invalid_authentication_session", message: "gone", trace: "t" }];
    }
    return [200, { profiles: this.isSignedIn ? { Cablevision: profile } : {} }];
  }

  /** An answer to whoever asks. */
  #known(pathname: string): object | undefined {
    if (pathname.endsWith("/configuration")) {
      return { requestor: { id: "REF30", mvpds: [{ id: "Cablevision", displayName: "Cablevision" }] } };
    }
    if (pathname.includes("/sessions/sso/")) {
      const authenticationRequest = { type: "saml", request: "PD94bWw=", attributesNames: [] };
      return { actionName: "partner_profile", actionType: "direct", reasonType: "none", url: "/x", sessionId: "1", mvpd: "Cablevision", serviceProvider: "REF30", authenticationRequest };
    }
    if (pathname.includes("/sessions/")) {
      const times = { notBefore: String(this.now()), notAfter: String(this.now() + 1_800_000) };
      return { existingParameters: { serviceProvider: "REF30", mvpd: "Cablevision" }, missingParameters: [], ...times };
    }
    if (pathname.includes("/logout/")) {
      const action = { actionName: "logout", actionType: "interactive", url: "/api/v2/logout", mvpd: "Cablevision" };
      return { logouts: { Cablevision: action } };
    }
    return undefined;
  }

  /** A session that lives for half an hour of the television's clock. */
  #session(): object {
    const began = this.now();
    return {
      actionName: "authenticate", actionType: "interactive", reasonType: "none", code: this.codes.at(-1), url: "/x", sessionId: "1",
      serviceProvider: "REF30", mvpd: "Cablevision", notBefore: String(began), notAfter: String(began + 1_800_000),
    };
  }
}

/** The code that a phone shows. */
export const LINK_CODE = "407315";

export const profile = { notBefore: 1, notAfter: Date.now() + 100 * 3_600_000, issuer: "x", type: "regular", attributes: {} };

export function answer(status: number, body: unknown, headers: Record<string, string> = {}): FetchResponse {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return { status, headers: { get: (name) => headers[name] ?? null }, arrayBuffer: async () => bytes.slice().buffer };
}

export const owner = { baseUrl: "http://127.0.0.1:8787", serviceProvider: "REF30", softwareStatement: "statement" };

export function television(service: Service, more: Partial<App> = {}): App {
  return {
    ...owner,
    device: { id: "one", info: { model: "Stand-in", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" } },
    installation: Installation.open(owner),
    fetch: service.fetch,
    ...more,
  };
}

/** A clock that jumps over every wait, and lets others have their turn. */
export function jumping(): Required<Pick<World, "now" | "sleep">> & { milliseconds: number } {
  const began = Date.now();
  const clock = {
    milliseconds: 0,
    now: () => ({ monotonic: clock.milliseconds, unix: began + clock.milliseconds, random: 7 }),
    sleep: async (milliseconds: number, signal: AbortSignal) => {
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      clock.milliseconds += milliseconds;
    },
  };
  return clock;
}
