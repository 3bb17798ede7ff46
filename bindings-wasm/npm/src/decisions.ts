import { type App, expect, headersOf, type OpenUrl, run, unanswered } from "./app.js";
import type { Answers, CallName, Calls } from "./calls.js";
import { type Decoded, decodeResponse, encodeRequest } from "./codec.js";
import type { Answer } from "./drive.js";
import type { Decision } from "./generated/wire.js";
import { load } from "./load.js";
import { Exchanges } from "./send.js";
import type { Denied, Permitted, Remembered, SignedIn, SignedOut, SignInNeeded } from "./steps.js";
import { FlowStopped } from "./stopped.js";

/** For flows that ask nothing. */
const silent: Answer = async (question) => unanswered(question);

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
  expect(await run("registration", options, silent), "registered");
}

/**
 * Asks if somebody is signed in: from what the installation remembers, else by one request. It prompts nobody.
 *
 * @example
 * ```ts
 * const state = await checkSignIn(app);
 * console.log(state.kind === "sign_in_needed" ? "Sign in" : "Sign out");
 * ```
 */
export async function checkSignIn(options: App): Promise<SignedIn | Remembered | SignInNeeded> {
  await load();
  return expect(await run("check_sign_in", options, silent), "signed_in", "remembered", "sign_in_needed");
}

/** The decision on one resource. */
export interface Permit {
  readonly resource: string;
  readonly permitted: boolean;
  /** The service decided on it. */
  readonly decided: boolean;
  /** Its decision, with the error where it does not permit. */
  readonly decision?: Decision;
}

/**
 * Asks which of these resources the viewer may probably watch, to filter a catalogue.
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
  const decisions = new Map<string | undefined, Decision>();
  const answer: Answer = async (question) => {
    if (question.kind !== "decided") {
      return unanswered(question);
    }
    question.decisions.forEach(({ place, decision }) => decisions.set(resources[place], decision));
    return { kind: "noted" };
  };
  const outcome = expect(
    await run("preauthorization", options, answer, { resources }),
    "preauthorized",
    "sign_in_needed",
  );
  if (outcome.kind === "sign_in_needed") {
    return outcome;
  }
  const { permitted, decided } = outcome;
  return resources.map((resource, place) => {
    const decision = decisions.get(resource);
    return {
      resource,
      permitted: permitted.indexOf(place) >= 0,
      decided: decided.indexOf(place) >= 0,
      ...(decision === undefined ? {} : { decision }),
    };
  });
}

/**
 * Asks if the viewer may watch this resource now; ask before every playback.
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
  const outcome = await run("authorization", options, silent, { resource });
  return expect(outcome, "permitted", "denied", "sign_in_needed");
}

/** Callbacks of a logout. */
export interface LogoutViewer {
  /** The address that the provider's logout page returns to. */
  readonly redirectUrl: string;
  /** Opens the provider's logout page; a device without a user agent may leave it out. */
  readonly openUrl?: OpenUrl;
  /** Tells the viewer to sign out in the platform's settings as well. */
  readonly signOutAtPartner?: (signal: AbortSignal) => void | Promise<void>;
}

/**
 * Signs the viewer out; only when the viewer asks for it.
 *
 * @example
 * ```ts
 * const { wasSignedIn } = await logout({
 *   ...app,
 *   redirectUrl: "https://example.com/goodbye",
 *   openUrl: (url) => location.assign(url),
 * });
 * console.log(wasSignedIn);
 * ```
 */
export async function logout(options: App & LogoutViewer): Promise<SignedOut> {
  await load();
  const answer: Answer = async (question, signal) => {
    switch (question.kind) {
      case "open_urls":
        for (const url of question.urls) {
          await options.openUrl?.(url, signal);
        }
        return { kind: "user_agent_returned" };
      case "sign_out_at_partner":
        await options.signOutAtPartner?.(signal);
        return { kind: "shown" };
      default:
        return unanswered(question);
    }
  };
  return expect(await run("logout", options, answer), "signed_out");
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
  const { authorization, serviceToken, configurations } = options.installation;
  const headers = {
    ...headersOf(options),
    ...(authorization === undefined ? {} : { Authorization: authorization }),
    ...(serviceToken === undefined ? {} : { "AD-Service-Token": serviceToken }),
  };
  const request = encodeRequest(name, fields, headers, options.sender);
  const signal = options.signal ?? new AbortController().signal;
  const { event, problem, cause } = await new Exchanges(options.baseUrl, options, configurations).send(request, signal);
  switch (event.kind) {
    case "response":
      return decodeResponse(name, event.status, event.body);
    case "retry_after":
      return decodeResponse(name, event.status, "");
    case "no_response":
      throw new FlowStopped("network", { kind: "no_response" }, cause, problem);
    case "response_too_large":
      throw new FlowStopped("integrator", { kind: "response_too_large" }, cause, problem);
  }
}
