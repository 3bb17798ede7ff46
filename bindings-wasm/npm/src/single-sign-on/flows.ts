/** The Single Sign-On Service: one sign-in for all devices of a person. */
import { type App, expect, run, unanswered } from "../app.js";
import type { Answer } from "../drive.js";
import type { EnhancedError } from "../generated/wire.js";
import { load } from "../load.js";
import { type ShownCode, ShownCodes } from "../shown-code.js";
import type { Devices, Linked, TokenKept, Unlinked, WithoutSingleSignOn } from "../steps.js";
import { locked } from "../store.js";
import { Wish } from "../wait.js";

/** The person for whom a token is wanted: by the application's own name, by a code that another device shows, or the one that is known. */
export type ServicePerson =
  | { readonly identifier: string; readonly linkCode?: never }
  | { readonly linkCode: string; readonly identifier?: never }
  | { readonly identifier?: never; readonly linkCode?: never };

/** Callbacks of a service token. */
export interface LinkCodeViewer {
  /**
   * The link code is wrong, used or lapsed: gives another one, or nothing to go on without single sign-on, as where this is left
   * out. `error` is the service's word on the old one.
   */
  readonly askLinkCode?: (error: EnhancedError | undefined, signal: AbortSignal) => Promise<string | undefined>;
}

/**
 * Gets a service token for a person, or renews the one that is kept where it is time; without a request where it still holds.
 * Every call that lists it carries it from then on. Ask at the start of the program, and before each other flow.
 *
 * @throws {TvpassError} The identifier or the code is empty, too long, or has characters that no header holds.
 * @throws {FlowStopped} It cannot be done; that there is no single sign-on is an outcome.
 *
 * @example
 * ```ts
 * const outcome = await serviceToken({ identifier: "household-19" }, app);
 * console.log(outcome.kind === "token_kept" ? "one sign-in for all devices" : outcome.reason);
 * ```
 */
export async function serviceToken(person: ServicePerson, options: App & LinkCodeViewer): Promise<TokenKept | WithoutSingleSignOn> {
  await load();
  const answer: Answer = async (question, signal) => {
    if (question.kind !== "ask_link_code") {
      return unanswered(question);
    }
    const code = await options.askLinkCode?.(question.error, signal);
    return code === undefined ? { kind: "refused" } : { kind: "link_code", code };
  };
  const get = async () => expect(await run("service_token", options, answer, person), "token_kept", "without_single_sign_on");
  if (person.linkCode !== undefined) {
    return get();
  }
  // R129: one renewal at a time, in all tabs.
  return locked(options.installation.locks, "service_token", options.signal ?? new AbortController().signal, get);
}

/** A code for the viewer to type on the device that is to join. */
export interface ShownLinkCode extends Omit<ShownCode, "authenticateUrl"> {
  /** The viewer has typed it there, or needs it no longer. */
  readonly finish: () => void;
}

/** Callbacks of a link. */
export interface LinkViewer {
  readonly showLinkCode: (shown: ShownLinkCode, signal: AbortSignal) => void | Promise<void>;
  /** The code has lapsed: does the viewer want another one? Without it the link ends. */
  readonly linkCodeExpired?: (signal: AbortSignal) => boolean | Promise<boolean>;
}

/**
 * Shows a link code, which brings another device into this sign-in, until the viewer has typed it there: nothing but the viewer
 * tells this device so.
 *
 * @throws {FlowStopped}
 *
 * @example
 * ```ts
 * await linkDevice({
 *   ...app,
 *   showLinkCode: ({ code, finish }) => {
 *     console.log(`type ${code} on your television`);
 *     finish();
 *   },
 * });
 * ```
 */
export async function linkDevice(options: App & LinkViewer): Promise<Linked | WithoutSingleSignOn> {
  const wish = new Wish();
  const codes = new ShownCodes(options, wish);
  const answer: Answer = async (question, signal) => {
    switch (question.kind) {
      case "show_code":
        await options.showLinkCode({ ...codes.show(question), finish: () => wish.make({ kind: "confirmed" }) }, signal);
        return wish.take() ?? { kind: "shown" };
      case "code_expired":
        return { kind: (await options.linkCodeExpired?.(signal)) ? "new_code" : "confirmed" };
      default:
        return kept(question, signal);
    }
  };
  const ready = await serviceToken({}, options);
  return ready.kind === "token_kept"
    ? expect(await run("link_device", options, answer, {}, wish), "linked", "without_single_sign_on")
    : ready;
}

/** For flows that ask nothing but whether a renewed token is saved, which it is before they ask. */
const kept: Answer = async (question) => (question.kind === "token_renewed" ? { kind: "noted" } : unanswered(question));

/**
 * The devices of the sign-in, as the service knows them; ask when the viewer looks, and not in a loop.
 *
 * @throws {FlowStopped}
 *
 * @example
 * ```ts
 * const list = await listDevices(app);
 * if (list.kind === "devices") {
 *   console.log(list.devices.map(({ id, attributes }) => [id, attributes["model"]]));
 * }
 * ```
 */
export async function listDevices(options: App): Promise<Devices | WithoutSingleSignOn> {
  const ready = await serviceToken({}, options);
  return ready.kind === "token_kept"
    ? expect(await run("list_devices", options, kept), "devices", "without_single_sign_on")
    : ready;
}

/**
 * Takes devices out of the sign-in, by their ids in the list. A device that takes itself out has no token any more.
 *
 * @throws {TvpassError} There is no device, or more than 32.
 * @throws {FlowStopped}
 *
 * @example
 * ```ts
 * const outcome = await unlinkDevices(["a2l0Y2hlbg=="], app);
 * console.log(outcome.kind === "unlinked" ? outcome.unlinkedDevices : outcome.reason);
 * ```
 */
export async function unlinkDevices(devices: readonly string[], options: App): Promise<Unlinked | WithoutSingleSignOn> {
  const ready = await serviceToken({}, options);
  return ready.kind === "token_kept"
    ? expect(await run("unlink_devices", options, kept, { devices }), "unlinked", "without_single_sign_on")
    : ready;
}
