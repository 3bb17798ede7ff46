import { Linked, throwIfAborted, unlessAborted } from "./abort.js";
import { type App, choice, expect, headersOf, run, unanswered } from "./app.js";
import type { Answer } from "./drive.js";
import type { AuthenticationRequest } from "./generated/wire.js";
import { type PartnerFrameworkStatus, partnerFrameworkStatusHeader } from "./headers.js";
import { load } from "./load.js";
import { signInWith, type SignInViewer } from "./sign-in.js";
import type { Granted, Question, SignedIn } from "./steps.js";

/** A partner's framework, such as the one of Apple's devices. */
export interface PartnerFramework {
  /** The framework's status; nothing if it cannot be asked. */
  readonly status: (
    question: Extract<Question, { kind: "partner_status" }>,
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
  const { framework } = options;
  let known: PartnerFrameworkStatus | undefined;
  const answer: Answer = async (question, signal) => {
    if (question.kind !== "partner_status") {
      return unanswered(question);
    }
    const status = await framework.status(question, signal);
    if (status !== undefined && "choose" in status) {
      return choice(status.choose);
    }
    known = status;
    return status === undefined ? { kind: "status" } : { kind: "status", status };
  };
  let outcome = expect(await run("partner_sign_in", options, answer), "signed_in", "ask_framework", "basic");
  if (outcome.kind === "ask_framework") {
    const saml = await authenticated(options, outcome.request);
    outcome = saml === undefined ? { kind: "basic" } : await completed(options, saml, known);
  }
  if (outcome.kind === "signed_in") {
    return outcome;
  }
  return signInWith(options, { ...(outcome.mvpd === undefined ? {} : { mvpd: outcome.mvpd }), skipsLookup: true });
}

/** The framework's answer, if there is one before the viewer goes away. */
async function authenticated(
  { framework, signal }: App & { readonly framework: PartnerFramework },
  request: AuthenticationRequest,
): Promise<string | undefined> {
  const asking = new Linked(signal);
  try {
    throwIfAborted(asking.signal);
    return await unlessAborted(framework.authenticate(request, asking.signal), asking.signal);
  } finally {
    asking.end();
  }
}

async function completed(app: App, saml: string, status: PartnerFrameworkStatus | undefined) {
  const known = status === undefined ? {} : { "AP-Partner-Framework-Status": partnerFrameworkStatusHeader(status) };
  const headers = () => ({ ...headersOf(app), ...known });
  return expect(await run("partner_completion", app, async (question) => unanswered(question), { saml, headers }), "signed_in", "basic");
}
