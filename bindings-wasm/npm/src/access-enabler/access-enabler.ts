import { load } from "tvpass";

import { Requestor } from "./requestor.js";
import { type AccessEnablerCallbacks, type AccessEnablerSetup, CODES } from "./shape.js";
import { denialStatus, stopStatus, words } from "./statuses.js";

/** A sign-in under way: the choice that it waits for, and its end. */
interface SigningIn {
  readonly control: AbortController;
  choose?: (mvpd: string) => void;
  readonly ended: Promise<string>;
}

/**
 * The shape of the old SDK over the flows. Calls wait for `setRequestor`, as they did.
 *
 * @example
 * ```ts
 * import { AccessEnabler } from "tvpass/access-enabler";
 *
 * const accessEnabler = new AccessEnabler(
 *   {
 *     baseUrl: "http://127.0.0.1:8787",
 *     softwareStatement: "demo.software.statement",
 *     device: { id: "stays-the-same", info: { model: "Kiosk", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" } },
 *     domainName: "example.com",
 *     redirectUrl: "https://example.com/done",
 *     openUrl: (url) => void window.open(url),
 *   },
 *   {
 *     displayProviderDialog: (providers) => accessEnabler.setSelectedProvider(providers[0]?.ID ?? null),
 *     setAuthenticationStatus: (isAuthenticated, errorCode) => console.log(isAuthenticated, errorCode),
 *     setToken: (resource, token) => console.log(resource, token),
 *     tokenRequestFailed: (resource, errorCode, message) => console.log(resource, errorCode, message),
 *   },
 * );
 * accessEnabler.setRequestor("REF30");
 * accessEnabler.getAuthorization("news");
 * ```
 */
export class AccessEnabler {
  readonly #setup: AccessEnablerSetup;
  readonly #callbacks: AccessEnablerCallbacks;
  #requestor: Requestor | undefined;
  #waiting: ((requestor: Requestor) => void)[] = [];
  #signingIn: SigningIn | undefined;
  /** The provider of the next sign-in. */
  #preselected: string | undefined;

  constructor(setup: AccessEnablerSetup, callbacks: AccessEnablerCallbacks) {
    this.#setup = setup;
    this.#callbacks = callbacks;
    void this.#attempt(load).then(() => callbacks.entitlementLoaded?.());
  }

  /** Opens the installation of this service provider, and registers. */
  setRequestor(id: string): void {
    this.#requestor = undefined;
    void this.#attempt(async () => {
      await load();
      const requestor = new Requestor(this.#setup, id);
      this.#requestor = requestor;
      this.#waiting.splice(0).forEach((work) => work(requestor));
      await requestor.register();
    });
  }

  checkAuthentication(): void {
    this.#whenOpen(async (requestor) => {
      const isSignedIn = await this.#attempt(() => requestor.isSignedIn());
      const known = isSignedIn === true ? CODES.authenticated : CODES.notAuthenticated;
      this.#tell(isSignedIn === undefined ? CODES.authentication : known);
    });
  }

  getAuthentication(): void {
    this.#whenOpen((requestor) => this.#signIn(requestor));
  }

  /** The choice of the viewer; `null` ends the sign-in. Without a picker it is the provider of the next sign-in. */
  setSelectedProvider(mvpd: string | null): void {
    if (mvpd === null) {
      this.#signingIn?.control.abort();
    } else if (this.#signingIn?.choose !== undefined) {
      this.#signingIn.choose(mvpd);
    } else {
      this.#preselected = mvpd;
    }
  }

  checkAuthorization(resource: string): void {
    this.#whenOpen((requestor) => this.#authorize(requestor, resource, false));
  }

  /** Signs in first where it has to. */
  getAuthorization(resource: string): void {
    this.#whenOpen((requestor) => this.#authorize(requestor, resource, true));
  }

  checkPreauthorizedResources(resources: readonly string[]): void {
    this.#whenOpen(async (requestor) => {
      const permitted = await this.#attempt(() => requestor.preauthorize(resources));
      this.#callbacks.preauthorizedResources?.(permitted ?? []);
    });
  }

  /** `resource` is that of the key `TTL_AUTHZ`. */
  getMetadata(key: string, resource?: string): void {
    this.#whenOpen(async (requestor) => {
      const found = await this.#attempt(() => requestor.metadata(key, resource));
      this.#callbacks.setMetadataStatus?.(key, found?.encrypted ?? false, found?.data);
    });
  }

  getSelectedProvider(): void {
    this.#whenOpen(async (requestor) => {
      const selected = await this.#attempt(() => requestor.selected());
      this.#callbacks.selectedProvider?.(selected ?? { MVPD: null, AE_State: "User Not Authenticated" });
    });
  }

  logout(): void {
    this.#whenOpen(async (requestor) => {
      await this.#attempt(() => requestor.signOut());
      this.#tell(CODES.logout);
    });
  }

  #whenOpen(work: (requestor: Requestor) => Promise<unknown>): void {
    const begin = (requestor: Requestor) => void work(requestor);
    if (this.#requestor === undefined) {
      this.#waiting.push(begin);
    } else {
      begin(this.#requestor);
    }
  }

  /** Does the work; nothing comes of it where a flow stops, which is told. */
  async #attempt<Result>(work: () => Promise<Result>, resource?: string): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#callbacks.errorEvent?.(stopStatus(error, resource));
      return undefined;
    }
  }

  /** Signs in, or waits for the sign-in that is under way, and tells how it ended. */
  async #signIn(requestor: Requestor): Promise<boolean> {
    if (this.#signingIn !== undefined) {
      return (await this.#signingIn.ended) === CODES.authenticated;
    }
    const control = new AbortController();
    const ended = Promise.resolve().then(() => this.#signInCode(requestor, control));
    this.#signingIn = { control, ended };
    const code = await ended;
    this.#signingIn = undefined;
    this.#tell(code);
    return code === CODES.authenticated;
  }

  /** The code to tell at the end of a sign-in. */
  async #signInCode(requestor: Requestor, { signal }: AbortController): Promise<string> {
    const mvpd = this.#preselected;
    this.#preselected = undefined;
    const code = await this.#attempt(async () => {
      try {
        await requestor.signIn(mvpd, (providers) => this.#pick(providers), signal);
        return CODES.authenticated;
      } catch (error) {
        if (signal.aborted) {
          return CODES.noProvider;
        }
        throw error;
      }
    });
    return code ?? CODES.authentication;
  }

  /** The viewer's choice; an abort ends the sign-in that waits for it. */
  async #pick(providers: Parameters<AccessEnablerCallbacks["displayProviderDialog"]>[0]): Promise<string> {
    const signingIn = this.#signingIn;
    const chosen = new Promise<string>((resolve) => {
      if (signingIn !== undefined) {
        signingIn.choose = resolve;
      }
    });
    this.#callbacks.displayProviderDialog(providers);
    const mvpd = await chosen;
    delete signingIn?.choose;
    return mvpd;
  }

  async #authorize(requestor: Requestor, resource: string, signsIn: boolean): Promise<void> {
    let outcome = await this.#attempt(() => requestor.authorize(resource), resource);
    if (outcome?.kind === "sign_in_needed" && signsIn && (await this.#signIn(requestor))) {
      outcome = await this.#attempt(() => requestor.authorize(resource), resource);
    }
    const { setToken, tokenRequestFailed, errorEvent } = this.#callbacks;
    switch (outcome?.kind) {
      case "permitted":
        return setToken(resource, outcome.decision.token?.serializedToken ?? "");
      case "denied": {
        const { error } = outcome.decision;
        if (error !== undefined) {
          errorEvent?.(denialStatus(error, resource));
        }
        return tokenRequestFailed(resource, CODES.notAuthorized, words(error));
      }
      case "sign_in_needed":
        return tokenRequestFailed(resource, CODES.notAuthenticated, words(outcome.error));
      default:
        return tokenRequestFailed(resource, CODES.authorization, "");
    }
  }

  #tell(code: string): void {
    this.#callbacks.setAuthenticationStatus(code === CODES.authenticated ? 1 : 0, code);
  }
}
