/** The parts of `AbortSignal` that only newer engines have, for all of them. */

/** Why a signal was aborted; engines before 2022 do not keep it. */
function reasonOf(signal: AbortSignal): unknown {
  return signal.reason ?? Object.assign(new Error("the operation was aborted"), { name: "AbortError" });
}

/** Throws the reason of a signal that was aborted. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw reasonOf(signal);
  }
}

/** Calls `act` when the signal is aborted, at once if it was; gives what takes that back. */
export function onAbort(signal: AbortSignal, act: (reason: unknown) => void): () => void {
  const abort = () => act(reasonOf(signal));
  if (signal.aborted) {
    abort();
    return () => {};
  }
  signal.addEventListener("abort", abort);
  return () => signal.removeEventListener("abort", abort);
}

/** A signal of its own that is aborted with `parent` as well, until it is let go. */
export class Linked {
  private readonly controller = new AbortController();
  readonly signal: AbortSignal = this.controller.signal;
  private readonly release: () => void;

  constructor(parent: AbortSignal | undefined) {
    this.release = parent === undefined ? () => {} : onAbort(parent, (reason) => this.controller.abort(reason));
  }

  /** Aborts it, and holds on to the parent no longer. */
  end(reason?: unknown): void {
    this.release();
    this.controller.abort(reason);
  }
}

/** Settles as `work` does, or is rejected on abort: the `fetch` of some engines knows no signal. */
export function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const release = onAbort(signal, reject);
    work.then(resolve, reject).then(release, release);
  });
}
