import { Linked } from "./abort.js";
import { type App, choice, type ChooseMvpd, expect, type OpenUrl, run, unanswered } from "./app.js";
import type { Answer } from "./drive.js";
import type { EnhancedError } from "./generated/wire.js";
import { authenticateUrl } from "./codec.js";
import type { PendingCode } from "./installation.js";
import { load } from "./load.js";
import { type ShownCode, ShownCodes } from "./shown-code.js";
import type { CodeExpired, FlowEvent, Granted, RememberedMvpd, SignedIn } from "./steps.js";
import { FlowStopped } from "./stopped.js";
import type { Store } from "./store.js";
import { onWish, turnToSignIn, wishNewCode } from "./tabs.js";
import { Wish } from "./wait.js";
import { now } from "./world.js";

/** Callbacks of any sign-in. */
interface AnyViewer {
  /** Settles when the viewer wants another code for one that has expired; without it another one is fetched at once. */
  readonly codeExpired?: (why: CodeExpired, signal: AbortSignal) => void | Promise<void>;
  /**
   * The code was replaced, most likely by another program of this device: does the viewer go on here, with another code?
   * Without it the sign-in stops with the reason `code_replaced`.
   */
  readonly codeReplaced?: (error: EnhancedError, signal: AbortSignal) => boolean | Promise<boolean>;
  /** Still with this MVPD? Without it the list of all is shown. */
  readonly confirmMvpd?: (remembered: RememberedMvpd, signal: AbortSignal) => boolean | Promise<boolean>;
}

/** The viewer signs in on another device, with the code that this one shows. */
export interface OtherDeviceViewer extends AnyViewer {
  readonly showCode: (shown: ShownCode, signal: AbortSignal) => void | Promise<void>;
  /** Chooses here; without it the MVPD is chosen on the other device. */
  readonly chooseMvpd?: ChooseMvpd;
  readonly openUrl?: undefined;
}

/** The viewer signs in on this device, in a user agent; the MVPD is known, or chosen here. */
export type ThisDeviceViewer = AnyViewer & {
  readonly openUrl: OpenUrl;
  readonly showCode?: undefined;
} & ({ readonly chooseMvpd: ChooseMvpd } | { readonly chooseMvpd?: undefined; readonly mvpd: string });

/** Callbacks of a sign-in. Without a way to show a code or to open a page there is none. */
export type SignInViewer = OtherDeviceViewer | ThisDeviceViewer;

/** Signs in with a viewer. @internal */
export async function signInWith(
  options: App & SignInViewer,
  special: { readonly mvpd?: string; readonly skipsLookup?: true } = {},
): Promise<SignedIn | Granted> {
  const { showCode, codeExpired, codeReplaced, chooseMvpd, confirmMvpd, openUrl } = options;
  const wish = new Wish();
  const codes = new ShownCodes(options, wish);
  const answer: Answer = async (question, signal): Promise<FlowEvent> => {
    switch (question.kind) {
      case "show_code":
        await (showCode ?? unanswered(question))(codes.show(question), signal);
        return wish.take() ?? { kind: "shown" };
      case "open_url":
        await (openUrl ?? unanswered(question))(question.url, signal);
        return { kind: "user_agent_returned" };
      case "choose_mvpd":
        return choice(await (chooseMvpd ?? unanswered(question))(question.configuration, signal));
      case "confirm_mvpd":
        return choice((await confirmMvpd?.(question, signal)) ? question.mvpd : undefined);
      case "code_expired":
        await codeExpired?.(question, signal);
        return { kind: "new_code" };
      case "code_replaced":
        if (await codeReplaced?.(question.error, signal)) {
          return { kind: "new_code" };
        }
        throw new FlowStopped("viewer", { kind: "code_replaced", error: question.error });
      default:
        return unanswered(question);
    }
  };
  const settings = { opensPage: showCode === undefined, picks: chooseMvpd !== undefined, ...special };
  const sign = async () => expect(await run("sign_in", options, answer, settings, wish), "signed_in", "granted");
  const { store } = options.installation;
  if (store === undefined || showCode === undefined) {
    return sign();
  }
  const end = await turnOf(options, store, showCode);
  const deafen = onWish(store, () => codes.current?.code, () => codes.current?.newCode());
  try {
    return await sign();
  } finally {
    deafen();
    end();
  }
}

/** The turn of this tab, which shows the code of the one before it meanwhile. */
async function turnOf(options: App, store: Store, showCode: OtherDeviceViewer["showCode"]): Promise<() => void> {
  const { baseUrl, serviceProvider, installation } = options;
  const show = ({ code, until, isComplete }: PendingCode, signal: AbortSignal) => {
    const shown = {
      code,
      ...(isComplete ? { authenticateUrl: authenticateUrl(baseUrl, serviceProvider, code) } : {}),
      expiresIn: Math.max(0, until - (options.now ?? now)().unix),
      newCode: () => void wishNewCode(store, code).catch(() => {}),
    };
    return showCode(shown, signal);
  };
  const waiting = new Linked(options.signal);
  try {
    return await turnToSignIn(installation, store, waiting.signal, show);
  } finally {
    waiting.end();
  }
}

/**
 * Signs the viewer in, on this device or on another one, at the MVPD that is given, remembered, or chosen.
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
  return signInWith(options);
}
