import type {
  AccessToken,
  ClientCredentials,
  Decision,
  Domain,
  HeaderName,
  LogoutAction,
  Mvpd,
  Profile,
  Session,
  SessionDetails,
} from "./generated/wire.js";
import type { Json } from "./json.js";

/** The parameters of each call, by the wire's names. An absent one is not sent. */
export interface Calls {
  /** Registers the application: once per installation. */
  register: { software_statement: string; redirect_uri?: string };
  /** Gets an access token for the client's credentials. */
  token: { client_id: string; client_secret: string; grant_type: string };
  /** The MVPDs that a viewer can choose from. */
  configuration: { serviceProvider: string };
  /** Opens an authentication session; a new one ends the one before. */
  create_session: { serviceProvider: string; mvpd?: string; domainName?: string; redirectUrl?: string };
  /** Supplies what a session lacks. */
  resume_session: { serviceProvider: string; code: string; mvpd?: string; domainName?: string; redirectUrl?: string };
  /** The parameters that a session has and lacks, and the device that opened it. */
  session_info: { serviceProvider: string; code: string };
  /** All profiles of the device. */
  profiles: { serviceProvider: string };
  /** The profiles of one MVPD. */
  profile_mvpd: { serviceProvider: string; mvpd: string };
  /** The profile made with a code; `early` is the path of an early revision. */
  profile_code: { serviceProvider: string; code: string; path?: "early" };
  /** Asks what to ask the partner's framework. */
  partner_request: { serviceProvider: string; partner: string; domainName?: string; redirectUrl?: string };
  /** Turns the partner's SAML answer, as `encodeSamlResponse` gives it, into a profile. */
  partner_profile: { serviceProvider: string; partner: string; SAMLResponse: string };
  /** The resources that the viewer may probably watch. */
  preauthorize: { serviceProvider: string; mvpd: string; resources: readonly string[] };
  /** Asks whether the viewer may watch now. */
  authorize: { serviceProvider: string; mvpd: string; resources: readonly string[] };
  /** Ends the viewer's sign-in. */
  logout: { serviceProvider: string; mvpd: string; redirectUrl?: string };
}

/** The answer to each call. */
export interface Answers {
  register: ClientCredentials;
  token: AccessToken;
  configuration: Configuration;
  create_session: Session;
  resume_session: Session;
  session_info: SessionDetails;
  profiles: Profiles;
  profile_mvpd: Profiles;
  profile_code: Profiles;
  partner_request: Session;
  partner_profile: Profiles;
  preauthorize: Decisions;
  authorize: Decisions;
  logout: Logouts;
}

/** The calls that are sent; `authenticate` is a page that a user agent opens, see `authenticateUrl`. */
export type CallName = keyof Calls;

/** The profiles of an answer, in the service's order. */
export interface Profiles {
  readonly profiles: readonly Profile[];
}

/** The decisions of an answer, in the service's order. */
export interface Decisions {
  readonly decisions: readonly Decision[];
}

/** The step that is left of a logout. */
export interface Logouts {
  readonly logouts: readonly LogoutAction[];
}

/** The MVPDs that a viewer can choose from, and the service provider's settings. */
export interface Configuration {
  readonly settings: { readonly [name: string]: Json };
  readonly requestor: { readonly id?: string; readonly name?: string };
  readonly domains: readonly Domain[];
  readonly mvpds: readonly Mvpd[];
}

/** Headers that are ready, by the protocol's names; each call takes those that its row of the header matrix lists. */
export type ReadyHeaders = { readonly [Name in HeaderName]?: string };

/** The kind of sender. */
export type Sender = "streaming_device" | "browser" | "secondary_application";

/** A request for any HTTP client: `target` is path and query. */
export interface Request {
  readonly method: "GET" | "POST" | "DELETE";
  readonly target: string;
  readonly headers: ReadyHeaders;
  /** Empty where the call has none. */
  readonly body: string;
}
