import type { Fetch } from "./fetch.js";
import type { ObservedEvent } from "./observer.js";

/** The time, twice, in milliseconds, and a number for jitter. */
export interface Now {
  /** Since any fixed point; never goes back. */
  readonly monotonic: number;
  /** Since the Unix epoch. */
  readonly unix: number;
  /** A whole number below 2^32 that differs from call to call. */
  readonly random: number;
}

/** The outside world of a flow; each part can be replaced, by a test or a special host. */
export interface World {
  /** Sends requests: `fetch` of the platform, unless told otherwise. */
  readonly fetch?: Fetch;
  /** Ends the flow; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Writes the installation to its store. The flow sends nothing that rests on it before this has settled. */
  readonly save?: (saved: string) => void | Promise<void>;
  /** Writes the service token to a store of secrets; empty text forgets it. The flow goes on when this has settled. */
  readonly saveServiceToken?: (saved: string) => void | Promise<void>;
  /** Milliseconds for which the list of MVPDs is kept in memory; 180,000 unless told otherwise. */
  readonly configurationLife?: number;
  /** Is told of each request and each pause, for a log or a banner, without any secret. */
  readonly onEvent?: (event: ObservedEvent) => void;
  /** Milliseconds that a request may take; 30,000 unless told otherwise. */
  readonly timeout?: number;
  /** The largest response that is taken, in bytes; 8,388,608 unless told otherwise. */
  readonly largestResponse?: number;
  /** The clocks. */
  readonly now?: () => Now;
  /** Waits for so many milliseconds, or until the signal. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** The time as this machine has it. */
export function now(): Now {
  return { monotonic: performance.now(), unix: Date.now(), random: Math.random() * 0x1_0000_0000 };
}
