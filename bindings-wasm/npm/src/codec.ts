import type { Answers, CallName, Calls, ReadyHeaders, Request, Sender } from "./calls.js";
import type { Failure, JsonError } from "./errors.js";
import { configurationOf, isConfiguration } from "./later.js";
import { ask, asked, fields as encoded, fieldsOf, parsed, valueOf } from "./module.js";

/** The meaning of a response: the answer, or why there is none. */
export type Decoded<Answer> = { readonly kind: "answer"; readonly answer: Answer } | Failure;

/**
 * The request of a call. It has to be sent to the service's host: `new URL(request.target, baseUrl)`.
 *
 * @throws {TvpassError} A required header is missing, or a parameter cannot be sent.
 *
 * @example
 * ```ts
 * const info = { model: "Kiosk", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" };
 * const { method, target, headers, body } = encodeRequest("create_session", { serviceProvider: "REF30" }, {
 *   Authorization: bearerHeader("token"),
 *   "AP-Device-Identifier": deviceIdentifierHeader("id"),
 *   "X-Device-Info": deviceInfoHeader(info),
 * });
 * console.log(method, target, headers, body);
 * ```
 */
export function encodeRequest<Name extends CallName>(
  call: Name,
  fields: Calls[Name],
  headers: ReadyHeaders = {},
  sender: Sender = "streaming_device",
): Request {
  const given = encoded([["sender", sender], ...fieldsOf(headers, ":"), ...fieldsOf(fields)]);
  return valueOf("encode_request", call, 0, given);
}

/**
 * Reads the response to a call. Give the body as it came.
 *
 * @example
 * ```ts
 * const response = await fetch("https://api.example/api/v2/REF30/profiles");
 * const decoded = decodeResponse("profiles", response.status, await response.text());
 * if (decoded.kind === "answer") {
 *   console.log(decoded.answer.profiles.map(({ mvpd }) => mvpd));
 * }
 * ```
 */
export function decodeResponse<Name extends CallName>(
  call: Name,
  status: number,
  body: string | Uint8Array,
): Decoded<Answers[Name]> {
  const answer = asked("decode_response", call, status, body);
  const value = isConfiguration(answer) ? configurationOf(answer) : parsed(answer);
  const decoded = value as Decoded<Answers[Name]> | { error: never };
  return "kind" in decoded ? decoded : valueOf("decode_response", call, status, body);
}

/**
 * The page that a user agent opens to sign in with a code.
 *
 * @throws {TvpassError}
 *
 * @example
 * ```ts
 * location.assign(authenticateUrl("https://api.example", "REF30", "8ADF2"));
 * ```
 */
export function authenticateUrl(base: string, serviceProvider: string, code: string): string {
  return valueOf("authenticate_url", "", 0, encoded(fieldsOf({ base, serviceProvider, code })));
}

/**
 * The address that the service means by `url`, which can be a path.
 *
 * @throws {TvpassError} It must not be opened.
 *
 * @example
 * ```ts
 * console.log(resolveUrl("https://api.example", "/api/v2/authenticate/REF30/8ADF2"));
 * ```
 */
export function resolveUrl(base: string, url: string): string {
  return valueOf("resolve_url", "", 0, encoded(fieldsOf({ base, url })));
}

/**
 * A framework's SAML answer as `partner_profile` takes it.
 *
 * @example
 * ```ts
 * await call("partner_profile", { serviceProvider: "REF30", partner: "Apple", SAMLResponse: encodeSamlResponse("<Response/>") }, app);
 * ```
 */
export function encodeSamlResponse(saml: string): string {
  return valueOf("encode_saml_response", "", 0, saml);
}

/**
 * The place at which `text` is no JSON by the letter of RFC 8259, or nothing.
 *
 * @example
 * ```ts
 * const error = checkJson("[1,]");
 * console.log(error?.kind, error?.offset); // "syntax", 3
 * ```
 */
export function checkJson(text: string | Uint8Array): JsonError | undefined {
  const answer = ask("check_json", "", 0, text) as { error?: JsonError };
  return answer.error;
}
