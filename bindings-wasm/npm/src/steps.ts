import type { Configuration, Request } from "./calls.js";
import type { EncodeError, Failure, UrlError } from "./errors.js";
import type { AuthenticationRequest, Decision, Profile, SessionInformation } from "./generated/wire.js";
import type { PartnerFrameworkStatus } from "./headers.js";

/** What happened, for a flow to go on with. */
export type Input =
  | { readonly kind: "begin" }
  | { readonly kind: "answer"; readonly status: number; readonly body: Uint8Array }
  /** No connection, a time-out, a broken answer. */
  | { readonly kind: "no_answer" }
  /** The time is over, the viewer was shown what was to be shown, or the user agent has come back. */
  | { readonly kind: "tick" }
  | { readonly kind: "choice"; readonly mvpd: string }
  | { readonly kind: "new_code" }
  /** What the partner's framework says now; nothing if it cannot be asked. */
  | { readonly kind: "partner_status"; readonly status?: PartnerFrameworkStatus }
  | { readonly kind: "saml_response"; readonly saml: string }
  /** The viewer, or the partner's framework, refuses. */
  | { readonly kind: "refused" };

/** What to do next. */
export type Step =
  /** Send it to the base URL, then say `answer` or `no_answer`. */
  | { readonly kind: "send"; readonly request: Request }
  /** Until this time of the monotonic clock, in milliseconds; then `tick`. */
  | { readonly kind: "wait"; readonly until: number }
  | { readonly kind: "ask"; readonly prompt: Prompt }
  | { readonly kind: "done"; readonly outcome: Outcome }
  | { readonly kind: "stop"; readonly actor: Actor; readonly reason: StopReason };

/** What the viewer is shown or asked. */
export type Prompt =
  /** Then `choice`; `tick` fetches the list again. */
  | { readonly kind: "choose_mvpd"; readonly configuration: Configuration }
  /** Show it until the flow is done or says otherwise; `tick` at once. */
  | {
      readonly kind: "show_code";
      readonly code: string;
      /** The page that leads straight to the login, if nothing is left to choose. */
      readonly authenticateUrl?: string;
      /** In milliseconds of the monotonic clock. */
      readonly lapsesAt: number;
    }
  /** In a user agent; `tick` when it has come back. */
  | { readonly kind: "open_url"; readonly url: string }
  /** The code is void; `tick` or `new_code` gets another. */
  | { readonly kind: "code_lapsed" }
  /** One after the other, in a user agent; then `tick`. */
  | { readonly kind: "open_urls"; readonly urls: readonly string[] }
  /** Tell the viewer to sign out in the platform's settings as well; then `tick`. */
  | { readonly kind: "partner_settings" }
  /** Ask the framework, then `partner_status`. */
  | { readonly kind: "partner_status"; readonly interruptionAllowed: boolean; readonly configuration?: Configuration }
  /** Hand it to the framework, then `saml_response` or `refused`. */
  | { readonly kind: "partner_authentication"; readonly request: AuthenticationRequest }
  /** On a second screen: what asks to be signed in; `tick` goes on. */
  | { readonly kind: "confirm_device"; readonly session: SessionInformation };

/** The viewer is signed in. */
export interface SignedIn {
  readonly kind: "signed_in";
  /** The only profile, or the one that stays valid the longest. */
  readonly profile: Profile;
  readonly profiles: readonly Profile[];
}

/** No sign-in is needed: go on with decisions. */
export interface Granted {
  readonly kind: "granted";
  readonly access: "temporary" | "degraded";
  readonly mvpd: string;
}

/** The viewer may watch; the decision carries the media token. */
export interface Permitted {
  readonly kind: "permitted";
  readonly decision: Decision;
}

/** The viewer may not watch, and stays signed in. */
export interface Denied {
  readonly kind: "denied";
  readonly decision: Decision;
}

/** The profile is missing or has lapsed. */
export interface SignInNeeded {
  readonly kind: "sign_in_needed";
}

/** The viewer is signed out. */
export interface LoggedOut {
  readonly kind: "logged_out";
  readonly wasSignedIn: boolean;
}

/** What the viewer may probably watch, to filter a catalogue. */
export interface Preauthorized {
  readonly kind: "preauthorized";
  readonly permits: readonly Permit[];
}

/** What was decided on one resource. */
export interface Permit {
  readonly resource: string;
  readonly permitted: boolean;
  /** Whether the service said anything about it. */
  readonly decided: boolean;
}

/** How a flow ended. */
export type Outcome =
  | { readonly kind: "registered" }
  | SignedIn
  | Granted
  | Permitted
  | Denied
  | Preauthorized
  | SignInNeeded
  | LoggedOut;

/** Who must act when a flow stops. */
export type Actor = "viewer" | "network" | "service" | "programmer" | "configuration" | "host";

/** Why a flow stopped. */
export type StopReason =
  | { readonly kind: "failure"; readonly failure: Failure }
  | { readonly kind: "no_answer" }
  | { readonly kind: "encode"; readonly error: EncodeError }
  | { readonly kind: "url"; readonly error: UrlError }
  /** The value of this field is longer than a flow can keep. */
  | { readonly kind: "capacity"; readonly name: string }
  /** The service asks for something that the flow does not do. */
  | { readonly kind: "unexpected"; readonly action: string }
  /** The viewer did not sign in. */
  | { readonly kind: "not_signed_in" }
  /** The flow is over, or has not begun. */
  | { readonly kind: "not_running" }
  | { readonly kind: "other" };
