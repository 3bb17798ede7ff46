import {
  type App,
  authorize,
  call,
  checkSignIn,
  type Denied,
  FlowStopped,
  Installation,
  logout,
  type OpenUrl,
  type Permitted,
  preauthorize,
  type Profile,
  register,
  signIn,
  type SignInNeeded,
} from "tvpass";

import type { AccessEnablerSetup, Provider, SelectedProvider } from "./shape.js";

/** The installation of one service provider, and what the SDK remembered beside it. @internal */
export class Requestor {
  readonly #app: App;
  readonly #openUrl: OpenUrl;
  /** A provider that needs no sign-in. */
  #granted: string | undefined;
  /** The ends of the decisions of this page. */
  readonly #decided = new Map<string, number>();

  constructor({ saved, openUrl, ...setup }: AccessEnablerSetup, serviceProvider: string) {
    const owner = { ...setup, serviceProvider };
    this.#app = { ...owner, installation: Installation.open(owner, saved) };
    this.#openUrl = openUrl;
  }

  register(): Promise<void> {
    return register(this.#app);
  }

  /** Answers from what is remembered, else by asking the service; nobody is prompted. */
  async isSignedIn(): Promise<boolean> {
    return this.#granted !== undefined || (await checkSignIn(this.#app)).kind !== "sign_in_needed";
  }

  /** The profile that stays valid the longest, if there is one. */
  async profile(): Promise<Profile | undefined> {
    const { serviceProvider } = this.#app;
    const decoded = await call("profiles", { serviceProvider }, this.#app);
    if (decoded.kind !== "answer") {
      throw new FlowStopped("service", { kind: "failure", failure: decoded });
    }
    return [...decoded.answer.profiles].sort((one, other) => other.notAfter - one.notAfter)[0];
  }

  async signIn(mvpd: string | undefined, pick: (providers: readonly Provider[]) => Promise<string>, signal: AbortSignal) {
    const outcome = await signIn({
      ...this.#app,
      ...(mvpd === undefined ? {} : { mvpd }),
      signal,
      openUrl: this.#openUrl,
      chooseMvpd: ({ mvpds }) =>
        pick(
          mvpds.map(({ id, displayName, logoUrl, isTempPass }) => ({
            ID: id,
            tempPass: isTempPass,
            ...(displayName === undefined ? {} : { displayName }),
            ...(logoUrl === undefined ? {} : { logoURL: logoUrl }),
          })),
        ),
    });
    this.#granted = outcome.kind === "granted" ? outcome.mvpd : undefined;
  }

  async authorize(resource: string): Promise<Permitted | Denied | SignInNeeded> {
    const outcome = await authorize(resource, this.#decider());
    if (outcome.kind === "permitted" && outcome.decision.notAfter !== undefined) {
      this.#decided.set(resource, outcome.decision.notAfter);
    }
    return outcome;
  }

  /** The resources that may be watched. */
  async preauthorize(resources: readonly string[]): Promise<readonly string[]> {
    const permits = await preauthorize(resources, this.#decider());
    return "kind" in permits ? [] : permits.filter(({ permitted }) => permitted).map(({ resource }) => resource);
  }

  /** Metadata by its old key, if there is any. */
  async metadata(key: string, resource: string | undefined): Promise<{ encrypted: boolean; data: unknown }> {
    switch (key) {
      case "TTL_AUTHN":
        return plain((await this.profile())?.notAfter);
      case "TTL_AUTHZ":
        return plain(resource === undefined ? undefined : this.#decided.get(resource));
      case "DEVICEID":
        return plain(this.#app.device.id);
      default: {
        const attribute = (await this.profile())?.attributes.find(({ name }) => name === key);
        return { encrypted: attribute?.state === "enc", data: attribute?.value };
      }
    }
  }

  async selected(): Promise<SelectedProvider> {
    const MVPD = this.#granted ?? this.#app.installation.mvpd ?? null;
    if (MVPD === null) {
      return { MVPD, AE_State: "New User" };
    }
    return { MVPD, AE_State: (await this.isSignedIn()) ? "User Authenticated" : "User Not Authenticated" };
  }

  async signOut(): Promise<void> {
    await logout({ ...this.#decider(), redirectUrl: this.#app.redirectUrl ?? "", openUrl: this.#openUrl });
    this.#granted = undefined;
    this.#decided.clear();
  }

  #decider(): App {
    return this.#granted === undefined ? this.#app : { ...this.#app, mvpd: this.#granted };
  }
}

function plain(data: unknown): { encrypted: boolean; data: unknown } {
  return { encrypted: false, data };
}
