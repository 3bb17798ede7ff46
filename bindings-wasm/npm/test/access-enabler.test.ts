/** A page that is written against the shape of the old SDK, at the simulator. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import type { DcrErrorCode, EnhancedError, StopReason } from "tvpass";
import { AccessEnabler, type AccessEnablerSetup, type AdvancedStatus, type Provider } from "tvpass/access-enabler";

import { logIn, type Simulator, startSimulator } from "./simulator.js";

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator("--no-throttle");
});
after(() => simulator.stop());

let devices = 0;

/** The application: it notes each callback, chooses a provider, and opens pages. */
class OldApplication {
  readonly enabler: AccessEnabler;
  readonly statuses: AdvancedStatus[] = [];
  readonly pages: string[] = [];
  readonly saves: string[] = [];
  metadata: { encrypted: boolean; data: unknown } | undefined;
  #calls: string[] = [];
  #wake: () => void = () => {};

  constructor(readonly chosen: string | null = "Cablevision", more: Partial<AccessEnablerSetup> = {}) {
    devices += 1;
    let monotonic = 0;
    const info = { model: "Stand-in", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" };
    const setup: AccessEnablerSetup = {
      baseUrl: simulator.url,
      softwareStatement: "demo.software.statement",
      device: { id: `page-${devices}`, info },
      domainName: "adobe.com",
      redirectUrl: "https://adobe.com/done",
      save: (saved) => void this.saves.push(saved),
      openUrl: async (url) => {
        this.pages.push(url);
        await (url.includes("/authenticate/") ? logIn(url) : fetch(url, { redirect: "manual" }));
      },
      now: () => ({ monotonic, unix: Date.now(), random: 7 }),
      sleep: async (milliseconds, signal) => {
        signal.throwIfAborted();
        monotonic += milliseconds;
      },
      ...more,
    };
    this.enabler = new AccessEnabler(setup, {
      displayProviderDialog: (providers) => this.#choose(providers),
      setAuthenticationStatus: (isAuthenticated, code) => this.#note(`setAuthenticationStatus ${isAuthenticated} ${code}`),
      setToken: (resource, token) => this.#note(`setToken ${resource} ${token.length > 0}`),
      tokenRequestFailed: (resource, code) => this.#note(`tokenRequestFailed ${resource} ${code}`),
      preauthorizedResources: (resources) => this.#note(`preauthorizedResources ${resources.join()}`),
      selectedProvider: ({ MVPD, AE_State }) => this.#note(`selectedProvider ${MVPD} ${AE_State}`),
      setMetadataStatus: (key, encrypted, data) => {
        this.metadata = { encrypted, data };
        this.#note(`setMetadataStatus ${key}`);
      },
      errorEvent: (status) => void this.statuses.push(status),
    });
  }

  #choose(providers: readonly Provider[]) {
    assert.ok(this.chosen === null || providers.some(({ ID }) => ID === this.chosen));
    this.enabler.setSelectedProvider(this.chosen);
  }

  #note(call: string) {
    this.#calls.push(call);
    this.#wake();
  }

  /** The next callback that is no question. A call that is never answered fails its test, which would wait for ever otherwise. */
  async next(): Promise<string> {
    while (this.#calls.length === 0) {
      await new Promise<void>((resolve, reject) => {
        const deadline = setTimeout(() => reject(new Error("no callback within ten seconds")), 10_000);
        this.#wake = () => {
          clearTimeout(deadline);
          resolve();
        };
      });
    }
    return this.#calls.shift() ?? assert.fail();
  }

  async data(key: string, resource?: string): Promise<unknown> {
    this.enabler.getMetadata(key, resource);
    assert.equal(await this.next(), `setMetadataStatus ${key}`);
    assert.equal(this.metadata?.encrypted, false);
    return this.metadata?.data;
  }
}

test("an old application signs in, plays and logs out", async () => {
  const application = new OldApplication();
  const { enabler } = application;
  enabler.checkAuthentication();
  enabler.setRequestor("REF30");
  assert.equal(await application.next(), "setAuthenticationStatus 0 User Not Authenticated Error");
  enabler.getSelectedProvider();
  assert.equal(await application.next(), "selectedProvider null New User");
  enabler.getAuthentication();
  assert.equal(await application.next(), "setAuthenticationStatus 1 ");
  enabler.getSelectedProvider();
  assert.equal(await application.next(), "selectedProvider Cablevision User Authenticated");
  enabler.checkPreauthorizedResources(["REF30", "premium", "news"]);
  assert.equal(await application.next(), "preauthorizedResources REF30,news");
  enabler.getAuthorization("REF30");
  assert.equal(await application.next(), "setToken REF30 true");
  assert.ok(Number(await application.data("TTL_AUTHZ", "REF30")) > 0);
  enabler.checkAuthorization("premium");
  assert.equal(await application.next(), "tokenRequestFailed premium User not Authorized Error");
  const { errorId, level, resource } = application.statuses.at(-1) ?? assert.fail("a denial has no status");
  assert.deepEqual([errorId, level, resource], ["Z100", "Warning", "premium"]);
  enabler.logout();
  assert.equal(await application.next(), "setAuthenticationStatus 0 Logout");
  assert.equal(application.pages.length, 2);
  enabler.checkAuthentication();
  assert.equal(await application.next(), "setAuthenticationStatus 0 User Not Authenticated Error");
});

test("an authorization signs in first where it has to", async () => {
  const application = new OldApplication();
  application.enabler.setRequestor("REF30");
  application.enabler.checkAuthorization("REF30");
  assert.equal(await application.next(), "tokenRequestFailed REF30 User Not Authenticated Error");
  application.enabler.getAuthorization("REF30");
  assert.equal(await application.next(), "setAuthenticationStatus 1 ");
  assert.equal(await application.next(), "setToken REF30 true");
});

test("a sign-in is there after a restart, and its metadata too", async () => {
  const first = new OldApplication();
  first.enabler.setRequestor("REF30");
  first.enabler.getAuthentication();
  assert.equal(await first.next(), "setAuthenticationStatus 1 ");
  const device = { id: `page-${devices}`, info: { model: "Stand-in", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" } };
  const second = new OldApplication(null, { saved: first.saves.at(-1) ?? "", device });
  second.enabler.setRequestor("REF30");
  second.enabler.checkAuthentication();
  assert.equal(await second.next(), "setAuthenticationStatus 1 ");
  assert.ok(Number(await second.data("TTL_AUTHN")) > 0);
  assert.equal(await second.data("TTL_AUTHZ", "REF30"), undefined);
  assert.equal(await second.data("DEVICEID"), device.id);
  assert.ok(Array.isArray(await second.data("zip")));
});

test("a viewer who chooses no provider is not signed in", async () => {
  const application = new OldApplication(null);
  application.enabler.setRequestor("REF30");
  application.enabler.getAuthentication();
  assert.equal(await application.next(), "setAuthenticationStatus 0 Provider not Selected Error");
});

test("two calls at once are one sign-in", async () => {
  const application = new OldApplication();
  application.enabler.setRequestor("REF30");
  application.enabler.getAuthentication();
  application.enabler.getAuthorization("REF30");
  const calls = [await application.next(), await application.next()];
  assert.deepEqual(calls, ["setAuthenticationStatus 1 ", "setToken REF30 true"]);
  assert.equal(application.pages.length, 1);
});

test("a statement that is not approved is told with its old code", async () => {
  const application = new OldApplication(null, { softwareStatement: "unapproved.software.statement" });
  application.enabler.setRequestor("REF30");
  application.enabler.getAuthentication();
  assert.equal(await application.next(), "setAuthenticationStatus 0 Generic Authentication Error");
  assert.ok(application.statuses.every(({ errorId, level }) => errorId === "R400" && level === "Error"));
});

test("each reason that the list of the guide names has its old code", async () => {
  const file = new URL("../dist/access-enabler/statuses.js", import.meta.url);
  const { advancedCode } = (await import(file.href)) as { advancedCode: (reason: StopReason) => string };
  const list = readFileSync(new URL("../../../tests/vectors/migration/advanced.tsv", import.meta.url), "utf8");
  const [head = [], ...rows] = list.trimEnd().split("\n").map((line) => line.split("\t"));
  const registration = "invalid_request invalid_redirect_uri invalid_software_statement unapproved_software_statement invalid_client unauthorized_client unsupported_grant_type";
  const reason = (key: string): StopReason => {
    if (key === "no_response" || key === "not_signed_in") {
      return { kind: key };
    }
    if (key === "throttled") {
      return { kind: "failure", failure: { kind: key } };
    }
    if (key === "not_api") {
      return { kind: "failure", failure: { kind: key, httpStatus: 502 } };
    }
    const failure = registration.split(" ").includes(key)
      ? { kind: "registration" as const, httpStatus: 400, error: key as DcrErrorCode }
      : { kind: "service" as const, httpStatus: 400, error: { code: key } as EnhancedError };
    return { kind: "failure", failure };
  };
  let known = 0;
  for (const row of rows) {
    const code = row[head.indexOf("code")]?.split(",")[0]?.replaceAll("`", "");
    for (const key of row[head.indexOf("layers")]?.split(", ").filter((key) => key !== "") ?? []) {
      assert.equal(advancedCode(reason(key)), code, key);
      known += 1;
    }
  }
  assert.ok(known > 20);
  assert.equal(advancedCode(reason("something_new")), "500");
});
