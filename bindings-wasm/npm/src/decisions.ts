import { type App, expect, headersOf, type OpenUrl, run, unanswered } from "./app.js";
import type { Answers, CallName, Calls } from "./calls.js";
import { type Decoded, decodeResponse, encodeRequest } from "./codec.js";
import { type Answer, FlowStopped, send } from "./drive.js";
import { load } from "./load.js";
import type { Denied, LoggedOut, Permit, Permitted, SignInNeeded } from "./steps.js";

/**
 * Registers the installation and gets a token; the other flows do it by themselves.
 *
 * @example
 * ```ts
 * await register(app);
 * ```
 */
export async function register(options: App): Promise<void> {
  await load();
  expect(await run("registration", options, unanswered), "registered");
}

/**
 * Which of these resources the viewer may probably watch, to filter a catalogue; nothing if nobody is signed in.
 *
 * @example
 * ```ts
 * const permits = await preauthorize(["news", "sports"], app);
 * if (!("kind" in permits)) {
 *   console.log(permits.filter(({ permitted }) => permitted).map(({ resource }) => resource));
 * }
 * ```
 */
export async function preauthorize(
  resources: readonly string[],
  options: App,
): Promise<readonly Permit[] | SignInNeeded> {
  await load();
  const outcome = expect(
    await run("preauthorization", options, unanswered, { settings: { resources } }),
    "preauthorized",
    "sign_in_needed",
  );
  return outcome.kind === "preauthorized" ? outcome.permits : outcome;
}

/**
 * Whether the viewer may watch this resource now; ask before every playback.
 *
 * @example
 * ```ts
 * const outcome = await authorize("news", app);
 * if (outcome.kind === "permitted") {
 *   console.log(`play with ${outcome.decision.token?.serializedToken}`);
 * }
 * ```
 */
export async function authorize(resource: string, options: App): Promise<Permitted | Denied | SignInNeeded> {
  await load();
  const settings = { resources: [resource] };
  const outcome = await run("authorization", options, unanswered, { settings });
  return expect(outcome, "permitted", "denied", "sign_in_needed");
}

/** Who answers what a logout asks. */
export interface LogoutViewer {
  /** Opens the provider's logout page; a device without a user agent may leave it out. */
  readonly openUrl?: OpenUrl;
  /** Tells the viewer to sign out in the platform's settings as well. */
  readonly partnerSettings?: (signal: AbortSignal) => void | Promise<void>;
}

/**
 * Signs the viewer out; only when the viewer asks for it.
 *
 * @example
 * ```ts
 * const { wasSignedIn } = await logout({ ...app, openUrl: (url) => location.assign(url) });
 * console.log(wasSignedIn);
 * ```
 */
export async function logout(options: App & LogoutViewer): Promise<LoggedOut> {
  await load();
  const answer: Answer = async (prompt, signal) => {
    switch (prompt.kind) {
      case "open_urls":
        for (const url of prompt.urls) {
          await options.openUrl?.(url, signal);
        }
        return { kind: "tick" };
      case "partner_settings":
        await options.partnerSettings?.(signal);
        return { kind: "tick" };
      default:
        return unanswered(prompt);
    }
  };
  return expect(await run("logout", options, answer), "logged_out");
}

/**
 * One call by itself, with the application's headers and token. The flows know the order of calls, their pace and what to
 * repeat; this is for what no flow does.
 *
 * @throws {FlowStopped} There is no token to be had, or no answer.
 *
 * @example
 * ```ts
 * const decoded = await call("configuration", { serviceProvider: "REF30" }, app);
 * if (decoded.kind === "answer") {
 *   console.log(decoded.answer.mvpds.map(({ displayName }) => displayName));
 * }
 * ```
 */
export async function call<Name extends CallName>(
  name: Name,
  fields: Calls[Name],
  options: App,
): Promise<Decoded<Answers[Name]>> {
  await register(options);
  const { authorization } = options.client;
  const headers = authorization === undefined ? headersOf(options) : { ...headersOf(options), Authorization: authorization };
  const request = encodeRequest(name, fields, headers, options.sender);
  const sent = await send(options.baseUrl, request, options, options.signal ?? new AbortController().signal);
  if (sent.kind === "no_answer") {
    throw new FlowStopped("network", { kind: "no_answer" }, sent.cause);
  }
  return decodeResponse(name, sent.status, sent.body);
}
