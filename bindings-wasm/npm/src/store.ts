import { throwIfAborted, unlessAborted } from "./abort.js";
import { Bell } from "./wait.js";

/**
 * A place of texts that all tabs, or all workers, of a device share. `localStore`, `indexedStore` and `memoryStore` make one;
 * another is an object with the same methods, such as one over React Native's storage or a server's database.
 */
export interface Store {
  /** The text of that name, if there is one. */
  read(name: string): Promise<string | undefined>;
  write(name: string, text: string): Promise<void>;
  /** Takes the lock of that name, and gives what lets it go; `onBusy` is called where it has to wait for another holder. */
  lock(name: string, signal: AbortSignal, onBusy?: () => void): Promise<() => void>;
  /** Calls `act` after others may have written; gives what takes that back. */
  watch?(act: () => void): () => void;
}

/** Locks of this program alone, in the order in which they were asked for. @internal */
export class Queue {
  private readonly holders = new Map<string, Promise<void>>();

  async lock(name: string, signal: AbortSignal, onBusy?: () => void): Promise<() => void> {
    throwIfAborted(signal);
    const before = this.holders.get(name);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const end = (before ?? Promise.resolve()).then(() => held);
    this.holders.set(name, end);
    void end.then(() => {
      if (this.holders.get(name) === end) {
        this.holders.delete(name);
      }
    });
    if (before !== undefined) {
      onBusy?.();
      try {
        await unlessAborted(before, signal);
      } catch (reason) {
        release();
        throw reason;
      }
    }
    return release;
  }
}

/**
 * A store in this program's memory, for tests and for servers whose store is elsewhere.
 *
 * @example
 * ```ts
 * const store = memoryStore();
 * await store.write("greeting", "hello");
 * ```
 */
export function memoryStore(): Store {
  const texts = new Map<string, string>();
  const queue = new Queue();
  const bell = new Bell();
  return {
    read: async (name) => texts.get(name),
    write: async (name, text) => {
      texts.set(name, text);
      bell.ring();
    },
    lock: (name, signal, onBusy) => queue.lock(name, signal, onBusy),
    watch: (act) => bell.hear(act),
  };
}

/** Takes a lock, and waits for it no longer than until the abort. @internal */
export async function take(store: Pick<Store, "lock">, name: string, signal: AbortSignal, onBusy?: () => void): Promise<() => void> {
  throwIfAborted(signal);
  const lock = store.lock(name, signal, onBusy);
  try {
    return await unlessAborted(lock, signal);
  } catch (error) {
    // One that comes all the same is nobody's.
    void lock.then((release) => release(), () => {});
    throw error;
  }
}

/** Holds a lock while `work` goes on. @internal */
export async function locked<Value>(
  store: Pick<Store, "lock">,
  name: string,
  signal: AbortSignal,
  work: () => Promise<Value>,
): Promise<Value> {
  const release = await take(store, name, signal);
  try {
    return await work();
  } finally {
    release();
  }
}
