import { Linked, throwIfAborted, unlessAborted } from "./abort.js";
import type { Request } from "./calls.js";
import { type ConfigurationCache, questionOf } from "./configuration-cache.js";
import { resolveUrl } from "./codec.js";
import type { FetchResponse } from "./fetch.js";
import { lineOf, tell } from "./observer.js";
import { type NetworkProblem, problemOf, problemOfResponse } from "./problem.js";
import type { FlowEvent } from "./steps.js";
import { now, type World } from "./world.js";

/** The result of sending: why there was no answer of the service, and the error behind that. */
export interface Sent {
  readonly event: Extract<FlowEvent, { kind: "response" | "retry_after" | "no_response" | "response_too_large" }>;
  readonly problem?: NetworkProblem;
  readonly cause?: unknown;
}

/** The requests of one flow, of which its observer is told. */
export class Exchanges {
  private line = "";
  private attempt = 0;
  /** The flow has seen the list of MVPDs. */
  private hasList = false;

  constructor(
    private readonly baseUrl: string,
    private readonly world: World,
    private readonly configurations: ConfigurationCache,
  ) {}

  /** The viewer has seen the list and asks for it again: a fresh one is wanted. */
  reload(): void {
    if (this.hasList) {
      this.configurations.forget();
    }
  }

  /** Sends a request, unless its answer is kept. */
  async sendOrFind(request: Request, signal: AbortSignal): Promise<Sent> {
    const question = questionOf(this.baseUrl, request);
    if (question === undefined) {
      return this.send(request, signal);
    }
    const { configurations } = this;
    const { now: clock = now, configurationLife = 180_000 } = this.world;
    this.hasList = true;
    const kept = configurations.find(question, clock().monotonic);
    if (kept !== undefined) {
      return { event: kept };
    }
    const sent = await this.send(request, signal);
    configurations.keep(question, sent.event, clock().monotonic + configurationLife);
    return sent;
  }

  async send(request: Request, signal: AbortSignal): Promise<Sent> {
    const { onEvent, now: clock = now } = this.world;
    const line = lineOf(request);
    this.attempt = line === this.line ? this.attempt + 1 : 1;
    this.line = line;
    const began = clock().monotonic;
    const exchange = (more: { status?: number; problem?: NetworkProblem; retryAfter?: number }) =>
      tell(onEvent, { kind: "exchange", line, milliseconds: clock().monotonic - began, attempt: this.attempt, ...more });
    try {
      const sent = await send(this.baseUrl, request, this.world, signal);
      const { event, problem } = sent;
      exchange({
        ...("status" in event ? { status: event.status } : {}),
        ...(problem === undefined ? {} : { problem }),
        ...(event.kind === "retry_after" ? { retryAfter: event.delay } : {}),
      });
      if (event.kind === "response" && event.status < 500) {
        this.line = "";
      }
      return sent;
    } catch (error) {
      exchange({ problem: "cancelled" });
      throw error;
    }
  }
}

/** Bytes of a response that are taken; a configuration has some 350,000. */
const LARGEST = 8_388_608;

/** Sends a request, and says what came of it. */
async function send(baseUrl: string, request: Request, world: World, signal: AbortSignal): Promise<Sent> {
  const { method, target, headers, body } = request;
  const url = resolveUrl(baseUrl, target);
  const patience = new Linked(signal);
  const timeout = world.timeout ?? 30_000;
  const late = Object.assign(new Error(`there was no answer within ${timeout} ms`), { name: "TimeoutError" });
  const timer = setTimeout(() => patience.end(late), timeout);
  let response: FetchResponse | undefined;
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
    response = await unlessAborted(sending, patience.signal);
    const event = await received(response, world, patience.signal);
    const problem = event.kind === "response_too_large" ? "too_large" : problemOfResponse(response);
    return problem === undefined ? { event } : { event, problem };
  } catch (cause) {
    throwIfAborted(signal);
    return { event: { kind: "no_response" }, problem: problemOf(cause, response !== undefined), cause };
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
