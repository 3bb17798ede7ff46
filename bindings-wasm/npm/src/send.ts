import { Linked, throwIfAborted, unlessAborted } from "./abort.js";
import type { Request } from "./calls.js";
import { resolveUrl } from "./codec.js";
import type { FetchResponse } from "./fetch.js";
import type { FlowEvent } from "./steps.js";
import { now, type World } from "./world.js";

/** The result of sending, and the error behind it where there was no response. */
export interface Sent {
  readonly event: Extract<FlowEvent, { kind: "response" | "retry_after" | "no_response" | "response_too_large" }>;
  readonly cause?: unknown;
}

/** Bytes of a response that are taken; a configuration has some 350,000. */
const LARGEST = 8_388_608;

/** Sends a request, and says what came of it. */
export async function send(baseUrl: string, request: Request, world: World, signal: AbortSignal): Promise<Sent> {
  const { method, target, headers, body } = request;
  const url = resolveUrl(baseUrl, target);
  const patience = new Linked(signal);
  const timeout = world.timeout ?? 30_000;
  const late = Object.assign(new Error(`there was no answer within ${timeout} ms`), { name: "TimeoutError" });
  const timer = setTimeout(() => patience.end(late), timeout);
  try {
    const sending = (world.fetch ?? fetch)(url, {
      method,
      headers: headers as Record<string, string>,
      body: body === "" ? null : body,
      credentials: "omit",
      cache: "no-store",
      redirect: "manual",
      signal: patience.signal,
    });
    const response = await unlessAborted(sending, patience.signal);
    return { event: await received(response, world, patience.signal) };
  } catch (cause) {
    throwIfAborted(signal);
    return { event: { kind: "no_response" }, cause };
  } finally {
    clearTimeout(timer);
    patience.end();
  }
}

async function received(response: FetchResponse, world: World, signal: AbortSignal): Promise<Sent["event"]> {
  const { status } = response;
  const delay = status === 429 || status === 503 ? retryAfter(response, world) : NaN;
  if (delay >= 0) {
    return { kind: "retry_after", status, delay };
  }
  const largest = world.largestResponse ?? LARGEST;
  if (Number(header(response, "content-length")) > largest) {
    return { kind: "response_too_large" };
  }
  const body = new Uint8Array(await unlessAborted(response.arrayBuffer(), signal));
  return body.length > largest ? { kind: "response_too_large" } : { kind: "response", status, body };
}

/** Milliseconds, from a number of seconds or a date; not a number where there is neither. */
function retryAfter(response: FetchResponse, world: World): number {
  const text = header(response, "retry-after") ?? "";
  return /^\d+$/.test(text) ? 1000 * Number(text) : Math.max(0, Date.parse(text) - (world.now ?? now)().unix);
}

function header({ headers }: FetchResponse, name: string): string | null | undefined {
  return headers?.get(name);
}
