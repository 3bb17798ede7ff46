import { type App, type ChooseMvpd, expect, type OpenUrl, run, unanswered } from "./app.js";
import { type Answer, Wish } from "./drive.js";
import type { AuthenticationRequest, SessionInformation } from "./generated/wire.js";
import type { PartnerFrameworkStatus } from "./headers.js";
import { load } from "./load.js";
import type { Granted, Input, Prompt, SignedIn } from "./steps.js";

/** A code for the viewer to type elsewhere. */
export interface ShownCode {
  readonly code: string;
  /** A page that leads straight to the login, if nothing is left to choose. */
  readonly authenticateUrl?: string;
  /** How long the code is valid from now on, in milliseconds. */
  readonly lapsesIn: number;
  /** Gets another code in its place. */
  readonly newCode: () => void;
}

/** Who answers what a sign-in asks. */
export interface SignInViewer {
  /** Shows a code; given, the viewer signs in on a second screen. */
  readonly showCode?: (shown: ShownCode) => void | Promise<void>;
  /** Settles when the viewer wants another code for one that has lapsed; without it another one is fetched at once. */
  readonly codeLapsed?: (signal: AbortSignal) => void | Promise<void>;
  /** Chooses here; without it the MVPD is chosen on the second screen. */
  readonly chooseMvpd?: ChooseMvpd;
  /** Opens the login page; given without `showCode`, the viewer signs in here. */
  readonly openUrl?: OpenUrl;
}

/** The viewer's part of a sign-in, with what the screen can do. */
class Viewer {
  readonly wish = new Wish();
  #codes = 0;

  constructor(
    readonly viewer: SignInViewer,
    readonly app: App,
  ) {}

  readonly settings = () => ({
    screen: this.viewer.showCode === undefined ? ("here" as const) : ("second" as const),
    picker: this.viewer.chooseMvpd === undefined ? ("second" as const) : ("here" as const),
  });

  readonly answer: Answer = async (prompt, signal) => {
    const { showCode, codeLapsed, chooseMvpd, openUrl } = this.viewer;
    switch (prompt.kind) {
      case "show_code":
        await (showCode ?? unanswered(prompt))(this.#shown(prompt));
        return { kind: "tick" };
      case "code_lapsed":
        await codeLapsed?.(signal);
        return { kind: "tick" };
      case "choose_mvpd":
        return choice(await (chooseMvpd ?? unanswered(prompt))(prompt.configuration, signal));
      case "open_url":
        await (openUrl ?? unanswered(prompt))(prompt.url, signal);
        return { kind: "tick" };
      default:
        return unanswered(prompt);
    }
  };

  #shown(prompt: Extract<Prompt, { kind: "show_code" }>): ShownCode {
    this.#codes += 1;
    const shown = this.#codes;
    const now = this.app.now?.().monotonic ?? performance.now();
    return {
      code: prompt.code,
      ...(prompt.authenticateUrl === undefined ? {} : { authenticateUrl: prompt.authenticateUrl }),
      lapsesIn: Math.max(0, prompt.lapsesAt - now),
      newCode: () => {
        // A code that is gone already cannot be exchanged.
        if (shown === this.#codes) {
          this.wish.make({ kind: "new_code" });
        }
      },
    };
  }
}

function choice(mvpd: string | undefined): Input {
  return mvpd === undefined ? { kind: "tick" } : { kind: "choice", mvpd };
}

/**
 * Signs the viewer in, here or on a second screen, at the MVPD that is given, remembered, or chosen.
 *
 * @throws {FlowStopped} It cannot be done; the error says who has to act.
 * @throws The reason of `signal`.
 *
 * @example
 * ```ts
 * const outcome = await signIn({
 *   ...app,
 *   signal: AbortSignal.timeout(600_000),
 *   showCode: ({ code }) => console.log(`type ${code} on your phone`),
 * });
 * console.log(outcome.kind);
 * ```
 */
export async function signIn(options: App & SignInViewer): Promise<SignedIn | Granted> {
  await load();
  const viewer = new Viewer(options, options);
  const special = { settings: viewer.settings(), wish: viewer.wish };
  return expect(await run("sign_in", options, viewer.answer, special), "signed_in", "granted");
}

/** Who answers what a second screen asks. */
export interface SecondScreenViewer {
  /** Shows which device asks; settles when the person goes on. */
  readonly confirmDevice?: (session: SessionInformation, signal: AbortSignal) => void | Promise<void>;
  readonly chooseMvpd: ChooseMvpd;
  readonly openUrl: OpenUrl;
}

/**
 * Signs a viewer in for the device that shows `code`.
 *
 * @throws {FlowStopped} The code is wrong or has lapsed (`actor` is the viewer), or it cannot be done.
 *
 * @example
 * ```ts
 * const { profile } = await secondScreen("8ADF2", {
 *   ...app,
 *   chooseMvpd: async ({ mvpds }) => mvpds[0]?.id,
 *   openUrl: (url) => location.assign(url),
 * });
 * console.log(profile.mvpd);
 * ```
 */
export async function secondScreen(code: string, options: App & SecondScreenViewer): Promise<SignedIn> {
  await load();
  const answer: Answer = async (prompt, signal) => {
    switch (prompt.kind) {
      case "confirm_device":
        await options.confirmDevice?.(prompt.session, signal);
        return { kind: "tick" };
      case "choose_mvpd":
        return choice(await options.chooseMvpd(prompt.configuration, signal));
      case "open_url":
        await options.openUrl(prompt.url, signal);
        return { kind: "tick" };
      default:
        return unanswered(prompt);
    }
  };
  const settings = { sender: "secondary_application" as const };
  return expect(await run("second_screen", options, answer, { code, settings }), "signed_in");
}

/** A partner's framework, such as the one of Apple's devices. */
export interface PartnerFramework {
  /** What the framework says of the viewer; nothing if it cannot be asked. */
  readonly status: (
    prompt: Extract<Prompt, { kind: "partner_status" }>,
    signal: AbortSignal,
  ) => Promise<PartnerFrameworkStatus | { readonly choose: string } | undefined>;
  /** The SAML answer to a request; nothing if the viewer refuses. */
  readonly authenticate: (request: AuthenticationRequest, signal: AbortSignal) => Promise<string | undefined>;
}

/**
 * Signs the viewer in through a partner's framework, or as `signIn` where that cannot be.
 *
 * @example
 * ```ts
 * const outcome = await partnerSignIn({
 *   ...app,
 *   framework: {
 *     status: async () => ({ accessStatus: "granted", providerId: "Cablevision" }),
 *     authenticate: async (request) => request.request && "<Response/>",
 *   },
 *   chooseMvpd: async ({ mvpds }) => mvpds[0]?.id,
 *   openUrl: (url) => location.assign(url),
 * });
 * console.log(outcome.kind);
 * ```
 */
export async function partnerSignIn(
  options: App & SignInViewer & { readonly framework: PartnerFramework },
): Promise<SignedIn | Granted> {
  await load();
  const viewer = new Viewer(options, options);
  const answer: Answer = async (prompt, signal) => {
    switch (prompt.kind) {
      case "partner_status":
        return partnerStatus(await options.framework.status(prompt, signal));
      case "partner_authentication":
        return samlAnswer(await options.framework.authenticate(prompt.request, signal));
      default:
        return viewer.answer(prompt, signal);
    }
  };
  const special = { settings: viewer.settings(), wish: viewer.wish };
  return expect(await run("partner_sign_in", options, answer, special), "signed_in", "granted");
}

function partnerStatus(status: PartnerFrameworkStatus | { readonly choose: string } | undefined): Input {
  if (status === undefined) {
    return { kind: "partner_status" };
  }
  return "choose" in status ? { kind: "choice", mvpd: status.choose } : { kind: "partner_status", status };
}

function samlAnswer(saml: string | undefined): Input {
  return saml === undefined ? { kind: "refused" } : { kind: "saml_response", saml };
}
