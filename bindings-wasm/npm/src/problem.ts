import type { FetchResponse } from "./fetch.js";

/**
 * Why a request has no answer of the service. A browser tells its pages less than Node tells programs: there a host without an
 * address, a refused connection and a failure of TLS are all `connection`.
 */
export type NetworkProblem =
  /** The platform says that it has no network. */
  | "offline"
  /** The host has no address. */
  | "name_not_found"
  /** No connection, or one that broke. */
  | "connection"
  /** No trusted TLS connection. */
  | "tls"
  /** No answer within `timeout`. */
  | "timed_out"
  /** The response ended before its length. */
  | "truncated"
  /** The response is larger than `largestResponse`. */
  | "too_large"
  /** A redirect, which the protocol does not have. */
  | "redirect"
  /** A page in place of the service, as of a hotel's network before its login. */
  | "captive_portal"
  /** The flow was aborted. */
  | "cancelled";

/** Codes of Node's errors by the problem that they name; all others are a connection's. */
const CODES: readonly (readonly [RegExp, NetworkProblem])[] = [
  [/^(ENOTFOUND|EAI_)/, "name_not_found"],
  [/CERT|VERIFY|TLS|SSL|EPROTO/, "tls"],
  [/TIME(D_?)?OUT/, "timed_out"],
];

interface Caused {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
}

/** The problem behind an error of `fetch`, whose causes say more than itself; `began` if a response had begun. */
export function problemOf(error: unknown, began: boolean): NetworkProblem {
  for (let cause = error; typeof cause === "object" && cause !== null; cause = (cause as Caused).cause) {
    const { name, code } = cause as Caused;
    const word = name === "TimeoutError" ? "TIMEOUT" : String(code);
    const known = CODES.find(([pattern]) => pattern.test(word));
    if (known !== undefined) {
      return known[1];
    }
  }
  if (typeof navigator === "object" && navigator.onLine === false) {
    return "offline";
  }
  return began ? "truncated" : "connection";
}

/** The problem of a response that is none of the service's, if that can be seen before it is read. */
export function problemOfResponse({ status, headers }: FetchResponse): NetworkProblem | undefined {
  // A browser hides a redirect, and says zero.
  if (status === 0 || (status >= 300 && status < 400)) {
    return "redirect";
  }
  const isPage = status === 511 || (status === 200 && /^text\/html/i.test(headers?.get("content-type") ?? ""));
  return isPage ? "captive_portal" : undefined;
}
