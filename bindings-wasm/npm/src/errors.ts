import type { DcrErrorCode, EnhancedError, HeaderName } from "./generated/wire.js";

/** The kinds of errors in JSON; `missing` is a required field that is not there. */
export type JsonErrorKind =
  | "end"
  | "syntax"
  | "utf8"
  | "control"
  | "escape"
  | "depth"
  | "type"
  | "range"
  | "missing"
  | "other";

/** The first error of a JSON text. */
export interface JsonError {
  readonly kind: JsonErrorKind;
  /** The wire's name of the field last read, empty before the first. */
  readonly field: string;
  /** Bytes from the start of the text to the place of the error. */
  readonly offset: number;
}

/** Why a response is no answer, by who has to act. */
export type Failure =
  | { readonly kind: "service"; readonly httpStatus: number; readonly error: EnhancedError }
  | { readonly kind: "registration"; readonly httpStatus: number; readonly error: DcrErrorCode }
  | { readonly kind: "throttled" }
  | { readonly kind: "malformed"; readonly httpStatus: number; readonly error: JsonError }
  | { readonly kind: "not_api"; readonly httpStatus: number };

/** Why a request, or the value of a header, could not be written. */
export type EncodeError =
  | { readonly kind: "missing_header"; readonly name: HeaderName }
  | { readonly kind: "invalid_header"; readonly name: HeaderName; readonly offset: number }
  | { readonly kind: "missing_parameter"; readonly name: string }
  | { readonly kind: "invalid_parameter"; readonly name: string };

/** Why an address of the service must not be opened. */
export type UrlError = "downgrade" | "invalid";

/** Why the value of a header could not be read. */
export type HeaderDecodeError = { readonly kind: "base64" } | { readonly kind: "invalid" } | JsonError;

/** The reason why the arguments of a function cannot be used. */
export type Refusal =
  | EncodeError
  | HeaderDecodeError
  | { readonly kind: "url"; readonly error: UrlError }
  /** An argument of a flow, by the core's name. */
  | { readonly kind: "invalid_argument"; readonly name: string; readonly problem: "empty" | "dots" | "too_long" | "malformed" | "too_many" }
  | { readonly kind: "misuse"; readonly name: string };

/**
 * Thrown where the arguments of a function cannot be used; `refusal` says why, for programs.
 *
 * @example
 * ```ts
 * try {
 *   encodeRequest("profiles", { serviceProvider: "REF30" });
 * } catch (error) {
 *   console.log(error instanceof TvpassError && error.refusal.kind); // "missing_header"
 * }
 * ```
 */
export class TvpassError extends Error {
  override readonly name = "TvpassError";

  constructor(readonly refusal: Refusal) {
    super(describe(refusal));
  }
}

/** A refusal of the module, as it is thrown. @internal */
export function refusalOf(error: Refusal | UrlError): TvpassError {
  return new TvpassError(typeof error === "string" ? { kind: "url", error } : error);
}

function describe(refusal: Refusal): string {
  switch (refusal.kind) {
    case "missing_header":
      return `the header ${refusal.name} is missing`;
    case "invalid_header":
      return `the header ${refusal.name} cannot hold its character ${refusal.offset}`;
    case "missing_parameter":
      return `the field ${refusal.name} is missing`;
    case "invalid_parameter":
      return `the field ${refusal.name} has a value that cannot be sent`;
    case "url":
      return refusal.error === "downgrade" ? "the address is not encrypted" : "this is no address";
    case "invalid_argument":
      return `the argument ${refusal.name} cannot be used: ${refusal.problem}`;
    case "misuse":
      return `there is no such ${refusal.name}`;
    case "base64":
      return "this is not base64";
    case "invalid":
      return "this is no value of the header";
    default:
      return `wrong JSON at ${refusal.offset}: ${refusal.kind}${refusal.field && `, field ${refusal.field}`}`;
  }
}
