import { type App, choice, type ChooseMvpd, expect, type OpenUrl, run, unanswered } from "./app.js";
import type { Answer } from "./drive.js";
import type { SessionDetails } from "./generated/wire.js";
import { load } from "./load.js";
import type { SignedIn } from "./steps.js";

/** Callbacks of a second screen. */
export interface SecondScreenViewer {
  /** Shows which device asks; settles when the person goes on. */
  readonly confirmDevice?: (session: SessionDetails, signal: AbortSignal) => void | Promise<void>;
  readonly chooseMvpd: ChooseMvpd;
  readonly openUrl: OpenUrl;
}

/**
 * Signs a viewer in for the device that shows `code`.
 *
 * @throws {TvpassError} The code is empty, or longer than any.
 * @throws {FlowStopped} The code is wrong or has expired (`actor` is the viewer), or it cannot be done.
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
  const answer: Answer = async (question, signal) => {
    switch (question.kind) {
      case "confirm_device":
        await options.confirmDevice?.(question.session, signal);
        return { kind: "confirmed" };
      case "choose_mvpd":
        return choice(await options.chooseMvpd(question.configuration, signal));
      case "open_url":
        await options.openUrl(question.url, signal);
        return { kind: "user_agent_returned" };
      default:
        return unanswered(question);
    }
  };
  return expect(await run("second_screen", options, answer, { code, sender: "secondary_application" }), "signed_in");
}
