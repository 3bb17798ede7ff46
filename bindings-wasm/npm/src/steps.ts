import type { Configuration, Request } from "./calls.js";
import type { EncodeError, Failure, UrlError } from "./errors.js";
import type { AuthenticationRequest, Decision, EnhancedError, Profile, SessionDetails } from "./generated/wire.js";
import type { PartnerFrameworkStatus } from "./headers.js";

/** An event for a flow. One that it does not wait for changes nothing, and gives `await`. */
export type FlowEvent =
  /** The flow is to begin. */
  | { readonly kind: "start" }
  | { readonly kind: "response"; readonly status: number; readonly body: Uint8Array }
  /** A response that says when to come again; the delay is in milliseconds. */
  | { readonly kind: "retry_after"; readonly status: number; readonly delay: number }
  /** No connection, a time-out, a broken answer. */
  | { readonly kind: "no_response" }
  /** The host takes no response of this size. */
  | { readonly kind: "response_too_large" }
  /** The time of `sleep` or `await_other` has come. */
  | { readonly kind: "timer" }
  /** The network is back. */
  | { readonly kind: "online" }
  /** The user agent that the flow asked for has come back. */
  | { readonly kind: "user_agent_returned" }
  /** The host gives the flow up. */
  | { readonly kind: "cancel" }
  /** The viewer was shown what was to be shown. */
  | { readonly kind: "shown" }
  | { readonly kind: "chosen"; readonly mvpd: string }
  /** The viewer wants to see the list of MVPDs, or a fresh one. */
  | { readonly kind: "reload" }
  | { readonly kind: "new_code" }
  /** It is the person's own device; or the link code has been typed on the other one. */
  | { readonly kind: "confirmed" }
  /** The decisions, or the new service token, are noted. */
  | { readonly kind: "noted" }
  /** Another link code, in place of one that was refused. */
  | { readonly kind: "link_code"; readonly code: string }
  /** The status of the partner's framework; nothing if it cannot be asked. */
  | { readonly kind: "status"; readonly status?: PartnerFrameworkStatus }
  /** The viewer, or the partner's framework, refuses; there is no other link code. */
  | { readonly kind: "refused" };

/** The state of an installation that is to be written to its store, and then acknowledged. */
export interface Unsaved {
  readonly saved: string;
  readonly revision: number;
}

/** A decision of a flow. Save the unsaved state before the step is done. */
export interface Turn {
  readonly unsaved?: Unsaved;
  /** The service token to be saved, a secret; empty if it is to be forgotten. */
  readonly savedServiceToken?: string;
  readonly step: Step;
}

/** The next thing to do. */
export type Step =
  /** Send it to the base URL, then say what came of it. */
  | { readonly kind: "send"; readonly request: Request }
  /** The event changed nothing: the step before still stands. */
  | { readonly kind: "await" }
  /** Another flow registers or gets a token: say `timer` after its next turn, or at this time at the latest. */
  | { readonly kind: "await_other"; readonly until: number }
  /** Until this time of the monotonic clock, in milliseconds; then `timer`. */
  | { readonly kind: "sleep"; readonly until: number }
  | { readonly kind: "ask"; readonly question: Question }
  | { readonly kind: "done"; readonly outcome: Outcome }
  | { readonly kind: "stop"; readonly actor: Actor; readonly reason: StopReason };

/** The provider of the last sign-in. */
export interface RememberedMvpd {
  readonly mvpd: string;
  readonly name?: string;
  /** The address of its logo. */
  readonly logo?: string;
}

/** Why a code has expired, and who has to act: the viewer, unless the polls failed to the last. */
export interface CodeExpired {
  readonly actor: Actor;
  readonly reason: "time_passed" | "refused" | "registration_lost";
  /** The failure of the last poll, if it failed. */
  readonly lastFailure?: LastFailure;
  /** The service's error, if it refused the code. */
  readonly error?: EnhancedError;
}

/** As much of a failure as outlives its response. */
export type LastFailure =
  | { readonly kind: "no_response" }
  | { readonly kind: "throttled" }
  | { readonly kind: "http"; readonly httpStatus: number };

/** A decision with the place of its resource in the list. */
export interface PlacedDecision {
  readonly place: number;
  readonly decision: Decision;
}

/** A question for the viewer, or for the host. */
export type Question =
  /** Then `chosen`; `reload` fetches the list again. */
  | { readonly kind: "choose_mvpd"; readonly configuration: Configuration }
  /** Still with this provider? Then `chosen` with it, or `reload` for the list of all. */
  | ({ readonly kind: "confirm_mvpd" } & RememberedMvpd)
  /** Show it until the flow is done or says otherwise; `shown` at once. */
  | {
      readonly kind: "show_code";
      readonly code: string;
      /** The page that leads straight to the login, if nothing is left to choose. */
      readonly authenticateUrl?: string;
      /** In milliseconds of the monotonic clock. */
      readonly expiresAt: number;
    }
  /** In a user agent; `user_agent_returned` when it has come back. */
  | { readonly kind: "open_url"; readonly url: string }
  /** `new_code` gets another. */
  | ({ readonly kind: "code_expired" } & CodeExpired)
  /** The code stopped working before its time: another program of this device opened a session. Ask the viewer before `new_code`. */
  | { readonly kind: "code_replaced"; readonly error: EnhancedError }
  /** One after the other, in a user agent; then `user_agent_returned`. So many others must not be opened. */
  | { readonly kind: "open_urls"; readonly urls: readonly string[]; readonly rejected: number }
  /** Tell the viewer to sign out in the platform's settings as well; then `shown`. */
  | { readonly kind: "sign_out_at_partner" }
  /** Ask the framework, then `status`; `chosen` if the viewer picked an MVPD that the framework does not know, or `refused`. */
  | { readonly kind: "partner_status"; readonly interruptionAllowed: boolean; readonly configuration?: Configuration }
  /** On a second screen: what asks to be signed in; `confirmed` goes on. */
  | { readonly kind: "confirm_device"; readonly session: SessionDetails }
  /** The link code is wrong, used or lapsed: `link_code` with another, or `refused`. */
  | { readonly kind: "ask_link_code"; readonly error?: EnhancedError }
  /** The service token was renewed: save it, then `noted`. */
  | { readonly kind: "token_renewed" }
  /** Decisions of a part of the list; `noted` goes on. */
  | { readonly kind: "decided"; readonly decisions: readonly PlacedDecision[] };

/** The viewer is signed in. */
export interface SignedIn {
  readonly kind: "signed_in";
  /** The only profile, or the one that stays valid the longest. */
  readonly profile: Profile;
  readonly profiles: readonly Profile[];
}

/** The viewer is signed in as far as the installation remembers; the next decision tells if the profile has ended since. */
export interface Remembered {
  readonly kind: "remembered";
  readonly mvpd: string;
  /** The end of the profile, in milliseconds since the Unix epoch, by the service's clock. */
  readonly until: number;
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

/** The viewer may not watch, and stays signed in; the decision says why. */
export interface Denied {
  readonly kind: "denied";
  readonly decision: Decision;
}

/** Nobody is signed in, or the profile has ended. */
export interface SignInNeeded {
  readonly kind: "sign_in_needed";
  /** The service's error, if it was asked. */
  readonly error?: EnhancedError;
}

/** The viewer is signed out. */
export interface SignedOut {
  readonly kind: "signed_out";
  /** There was a profile. */
  readonly wasSignedIn: boolean;
}

/** The resources that the viewer may probably watch, by their places in the list. */
export interface Preauthorized {
  readonly kind: "preauthorized";
  readonly permitted: readonly number[];
  /** The service said something about these. */
  readonly decided: readonly number[];
}

/** There is a service token, which calls carry from now on. */
export interface TokenKept {
  readonly kind: "token_kept";
}

/** The viewer has typed the link code, or needs it no longer; the list of devices shows who came. */
export interface Linked {
  readonly kind: "linked";
}

/** The devices that were really taken out of the sign-in. */
export interface UnlinkedDevices {
  readonly unlinkedDevices: readonly string[];
}

/** A device of the sign-in: an opaque id, and attributes of which none is promised. */
export interface LinkedDevice {
  readonly id: string;
  readonly attributes: { readonly [name: string]: string | number | boolean };
}

/** The devices of the sign-in. */
export interface LinkedDevices {
  readonly devices: readonly LinkedDevice[];
}

/** The outcome with the devices of the sign-in. */
export interface Devices extends LinkedDevices {
  readonly kind: "devices";
}

/** The devices that were really taken out of the sign-in. */
export interface Unlinked extends UnlinkedDevices {
  readonly kind: "unlinked";
  /** This device is among them: its token is forgotten. */
  readonly isOwn: boolean;
}

/** There is no single sign-on: the application works on without it. */
export interface WithoutSingleSignOn {
  readonly kind: "without_single_sign_on";
  /** The party that must act, if somebody wants to have it. */
  readonly actor: Actor;
  readonly reason:
    /** There is neither a token, an identifier, nor a link code. */
    | "nobody_known"
    /** The token is over, and nothing but another link code helps. */
    | "token_refused"
    /** The viewer has no other link code. */
    | "no_code"
    /** The service is not there for this service provider: it needs a licence of its own. */
    | "not_licensed"
    | "unreachable"
    /** The answer is of no use. */
    | "unusable"
    | "other";
  /** The service's word on a token that it refused. */
  readonly error?: EnhancedError;
  /** The status of a service that is not licensed. */
  readonly httpStatus?: number;
  /** The last failure of a service that is unreachable. */
  readonly lastFailure?: LastFailure;
  /** The reason why an answer is unusable. */
  readonly stop?: StopReason;
}

/** The end of a flow. */
export type Outcome =
  | { readonly kind: "registered" }
  | SignedIn
  | Remembered
  | Granted
  | Permitted
  | Denied
  | Preauthorized
  | SignInNeeded
  | SignedOut
  | TokenKept
  | Linked
  | Devices
  | Unlinked
  | WithoutSingleSignOn
  /** Hand it to the partner's framework; its SAML answer goes into a `partner_completion`. */
  | { readonly kind: "ask_framework"; readonly request: AuthenticationRequest }
  /** A partner's framework cannot sign the viewer in: go on with a `sign_in` that `skipsLookup`. */
  | { readonly kind: "basic"; readonly mvpd?: string; readonly failure?: Failure };

/** The party that must act when a flow stops. */
export type Actor = "viewer" | "network" | "service" | "service_provider" | "configuration" | "integrator";

/** Why a flow stopped. */
export type StopReason =
  | { readonly kind: "failure"; readonly failure: Failure }
  | { readonly kind: "no_response" }
  | { readonly kind: "response_too_large" }
  | { readonly kind: "encode"; readonly error: EncodeError }
  | { readonly kind: "url"; readonly error: UrlError }
  /** The installation has no room for the value of this field. */
  | { readonly kind: "too_long"; readonly field: string; readonly needed: number }
  /** The service asks for something that the flow does not do. */
  | { readonly kind: "unexpected"; readonly action: string }
  /** The service gave no decision on the resource. */
  | { readonly kind: "no_decision" }
  /** The viewer did not sign in. */
  | { readonly kind: "not_signed_in" }
  /** The code was replaced, and the viewer does not go on here. */
  | { readonly kind: "code_replaced"; readonly error: EnhancedError }
  | { readonly kind: "cancelled" }
  /** The flow is over. */
  | { readonly kind: "not_running" }
  | { readonly kind: "other" };
