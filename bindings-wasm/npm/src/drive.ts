import { Linked, onAbort, throwIfAborted, unlessAborted } from "./abort.js";
import type { Request } from "./calls.js";
import { resolveUrl } from "./codec.js";
import type { Fetch } from "./fetch.js";
import { type Client, Flow, type FlowKind, type FlowSettings, now, type Now } from "./flow.js";
import type { Actor, Input, Outcome, Prompt, StopReason } from "./steps.js";

/** What the outside world is to a flow; each can be replaced, by a test or a special host. */
export interface World {
  /** Sends requests: `fetch` of the platform, unless told otherwise. */
  readonly fetch?: Fetch;
  /** Ends the flow; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Keeps what the client has to keep; called before the next request is sent. */
  readonly save?: (saved: string) => void | Promise<void>;
  /** How long a request may take, in milliseconds; 30,000 unless told otherwise. */
  readonly timeout?: number;
  /** The clocks. */
  readonly now?: () => Now;
  /** Waits for so many milliseconds, or until the signal. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Thrown where a flow cannot go on: `actor` says who has to act, `reason` why, and `cause` is the error behind it, if there
 * is one: that of `fetch` where the network has to act.
 *
 * @example
 * ```ts
 * try {
 *   await register(app);
 * } catch (error) {
 *   console.log(error instanceof FlowStopped && error.actor);
 * }
 * ```
 */
export class FlowStopped extends Error {
  override readonly name = "FlowStopped";

  constructor(
    readonly actor: Actor,
    readonly reason: StopReason,
    readonly cause?: unknown,
  ) {
    const { kind } = reason;
    const detail = kind === "failure" ? `: ${reason.failure.kind}${serviceCode(reason)}` : "";
    super(`the flow stopped, and the ${actor} has to act: ${kind}${detail}`);
  }
}

function serviceCode(reason: StopReason): string {
  return reason.kind === "failure" && reason.failure.kind === "service" ? ` ${reason.failure.error.code ?? ""}` : "";
}

/** What comes of sending. */
export type Sent =
  | Extract<Input, { kind: "answer" }>
  | (Extract<Input, { kind: "no_answer" }> & { readonly cause: unknown });

/** Answers a prompt: with what came of it. */
export type Answer = (prompt: Prompt, signal: AbortSignal) => Input | Promise<Input>;

/** What the viewer wants while a flow waits; what is wanted earlier is kept until it does. */
export class Wish {
  #input: Input | undefined;
  #come = () => {};
  #coming = this.#next();

  #next(): Promise<void> {
    return new Promise((resolve) => {
      this.#come = resolve;
    });
  }

  /** Settles when something is wanted. */
  get coming(): Promise<void> {
    return this.#coming;
  }

  make(input: Input): void {
    this.#input = input;
    this.#come();
  }

  /** What is wanted, once. */
  take(): Input | undefined {
    const input = this.#input;
    if (input !== undefined) {
      this.#input = undefined;
      this.#coming = this.#next();
    }
    return input;
  }
}

/** Runs a flow to its end. */
export async function drive(
  kind: FlowKind,
  client: Client,
  settings: FlowSettings,
  world: World,
  answer: Answer,
  code = "",
  wish: Wish = new Wish(),
): Promise<Outcome> {
  const flow = new Flow(kind, client, settings, code);
  const run = new Linked(world.signal);
  const { signal } = run;
  const clock = world.now ?? now;
  const sleep = world.sleep ?? pause;
  let saved = client.saved;
  let input: Input = { kind: "begin" };
  let cause: unknown;
  try {
    for (;;) {
      throwIfAborted(signal);
      const step = flow.next(input, clock());
      if (client.saved !== saved) {
        saved = client.saved;
        await world.save?.(saved);
      }
      switch (step.kind) {
        case "send": {
          const sent = await send(settings.baseUrl, step.request, world, signal);
          cause = sent.kind === "no_answer" ? sent.cause : undefined;
          input = sent;
          break;
        }
        case "wait":
          await Promise.race([sleep(Math.max(0, step.until - clock().monotonic), signal), wish.coming]);
          input = wish.take() ?? { kind: "tick" };
          break;
        case "ask":
          input = await answer(step.prompt, signal);
          break;
        case "done":
          return step.outcome;
        case "stop":
          throw new FlowStopped(step.actor, step.reason, step.reason.kind === "no_answer" ? cause : undefined);
      }
    }
  } finally {
    run.end();
  }
}

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
    const answer = await unlessAborted(response.arrayBuffer(), patience.signal);
    return { kind: "answer", status: response.status, body: new Uint8Array(answer) };
  } catch (cause) {
    throwIfAborted(signal);
    return { kind: "no_answer", cause };
  } finally {
    clearTimeout(timer);
    patience.end();
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      release();
      resolve();
    }, milliseconds);
    const release = onAbort(signal, (reason) => {
      clearTimeout(timer);
      reject(reason);
    });
  });
}
