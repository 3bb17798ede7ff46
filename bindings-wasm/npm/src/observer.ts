import type { NetworkProblem } from "./problem.js";
import type { Request } from "./calls.js";

/** One request and what came of it, as a log or a banner may show it. It has no header, no body, no query and no code. */
export interface ExchangeEvent {
  readonly kind: "exchange";
  /** Method and path, as `GET /api/v2/REF30/profiles/code/{code}`. */
  readonly line: string;
  /** The status, where a response came; 429 is a service that has too many requests. */
  readonly status?: number;
  /** Why there was no answer of the service. */
  readonly problem?: NetworkProblem;
  /** Milliseconds after which the service wants to be asked again. */
  readonly retryAfter?: number;
  /** From the request to the last byte of the response. */
  readonly milliseconds: number;
  /** From 1; counts on as long as the same request has no answer. */
  readonly attempt: number;
}

/** A flow waits: until it polls again, or for a service that is busy or out of reach. */
export interface PauseEvent {
  readonly kind: "pause";
  readonly milliseconds: number;
}

/** An event for `onEvent`. */
export type ObservedEvent = ExchangeEvent | PauseEvent;

/** Method and path of a request, in which a code is none. */
export function lineOf({ method, target }: Request): string {
  const path = (target.split("?")[0] ?? "").replace(/\/(code|sessions)\/(?!sso\/)[^/]+/g, "/$1/{code}");
  return `${method} ${path}`;
}

/** Tells an observer; one that throws does not end the flow. */
export function tell(observer: ((event: ObservedEvent) => void) | undefined, event: ObservedEvent): void {
  try {
    observer?.(event);
  } catch {
    // A log that is broken is no reason not to sign in.
  }
}
