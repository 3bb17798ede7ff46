import { Linked, onAbort, throwIfAborted, unlessAborted } from "./abort.js";
import type { FlowEvent } from "./steps.js";

/** Tells all that listen, and keeps nobody who has stopped. */
export class Bell {
  private readonly ears = new Set<() => void>();

  /** Calls `act` at each ring; gives what takes that back. */
  hear(act: () => void): () => void {
    this.ears.add(act);
    return () => void this.ears.delete(act);
  }

  ring(): void {
    this.ears.forEach((act) => act());
  }
}

/** A wish of the viewer while a flow waits; an earlier one is kept until it does. */
export class Wish {
  readonly bell = new Bell();
  private event: FlowEvent | undefined;

  make(event: FlowEvent): void {
    this.event = event;
    this.bell.ring();
  }

  /** The wish, once. */
  take(): FlowEvent | undefined {
    const event = this.event;
    this.event = undefined;
    return event;
  }
}

/** Calls `act` when a page is back at its network or in its viewer's sight; gives what takes that back. */
function onReturn(act: () => void): () => void {
  if (typeof addEventListener !== "function") {
    return () => {};
  }
  const seen = () => {
    if (typeof document === "object" && !document.hidden) {
      act();
    }
  };
  addEventListener("online", act);
  addEventListener("visibilitychange", seen);
  return () => {
    removeEventListener("online", act);
    removeEventListener("visibilitychange", seen);
  };
}

/** A pause of a flow, and what cuts it short. */
export interface Pause {
  readonly milliseconds: number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  readonly wish: Wish;
  /** The host says that the network is back. */
  readonly online: Bell;
  /** Another flow has taken a turn, where that is waited for. */
  readonly turned?: Bell;
}

/** Pauses; gives what ended it. */
export async function pause({ milliseconds, sleep, signal, wish, online, turned }: Pause): Promise<FlowEvent> {
  const wanted = wish.take();
  if (wanted !== undefined) {
    return wanted;
  }
  let event: FlowEvent = { kind: "timer" };
  const rest = new Linked(signal);
  const wake = () => rest.end();
  const back = () => {
    event = { kind: "online" };
    wake();
  };
  const releases = [wish.bell.hear(wake), online.hear(back), onReturn(back)];
  if (turned !== undefined) {
    releases.push(turned.hear(wake));
  }
  try {
    await unlessAborted(sleep(milliseconds, rest.signal), rest.signal);
  } catch (error) {
    throwIfAborted(signal);
    if (!rest.signal.aborted) {
      throw error;
    }
  } finally {
    releases.forEach((release) => release());
    rest.end();
  }
  return wish.take() ?? event;
}

/** The longest time that timers of engines know; a flow that is told of it too early goes on waiting. */
const LONGEST = 0x7fff_ffff;

/** Waits by the clock of the engine. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      release();
      resolve();
    }, Math.min(milliseconds, LONGEST));
    const release = onAbort(signal, (reason) => {
      clearTimeout(timer);
      reject(reason);
    });
  });
}
