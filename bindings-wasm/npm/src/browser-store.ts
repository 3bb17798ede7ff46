import { throwIfAborted } from "./abort.js";
import { Queue, type Store } from "./store.js";

/** Locks of the tabs of a site where the engine has them, and else of this tab alone: televisions have one. */
function locksOf(prefix: string): Store["lock"] {
  const { locks } = typeof navigator === "object" ? (navigator as { locks?: LockManager }) : {};
  const queue = new Queue();
  if (locks === undefined) {
    return (name, signal, onBusy) => queue.lock(name, signal, onBusy);
  }
  return (name, signal, onBusy) =>
    new Promise((resolve, reject) => {
      const take = (options: LockOptions, hold: (lock: Lock | null) => unknown) =>
        locks.request(`${prefix}.${name}`, options, hold).catch(reject);
      const hold = () => new Promise<void>((release) => resolve(release));
      throwIfAborted(signal);
      void take({ ifAvailable: true }, (lock) => {
        if (lock !== null) {
          return hold();
        }
        onBusy?.();
        void take({ signal }, hold);
        return undefined;
      });
    });
}

/** The part of `localStorage` that a store needs. */
export interface TextStorage {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
}

/**
 * A store in `localStorage`, which every television and every browser has.
 *
 * @example
 * ```ts
 * const store = localStore("my-channel");
 * console.log(await deviceId(store));
 * ```
 */
export function localStore(prefix = "tvpass", storage: TextStorage = localStorage): Store {
  return {
    read: async (name) => storage.getItem(`${prefix}.${name}`) ?? undefined,
    write: async (name, text) => storage.setItem(`${prefix}.${name}`, text),
    lock: locksOf(prefix),
    watch: (act) => {
      if (typeof addEventListener !== "function") {
        return () => {};
      }
      // Engines tell the other tabs of a change, and not the one that made it.
      const changed = ({ key }: StorageEvent) => {
        if (key?.startsWith(`${prefix}.`)) {
          act();
        }
      };
      addEventListener("storage", changed);
      return () => removeEventListener("storage", changed);
    },
  };
}

/**
 * A store in IndexedDB, for workers as well, which have no `localStorage`.
 *
 * @example
 * ```ts
 * const installation = await Installation.from(app, indexedStore());
 * console.log(installation.mvpd);
 * ```
 */
export function indexedStore(name = "tvpass"): Store {
  const TEXTS = "texts";
  let opening: Promise<IDBDatabase> | undefined;
  const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const open = (): Promise<IDBDatabase> => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TEXTS);
    return settled(request);
  };
  const database = (): Promise<IDBDatabase> => (opening ??= open());
  const channel = typeof BroadcastChannel === "function" ? () => new BroadcastChannel(name) : undefined;
  const teller = channel?.();
  return {
    read: async (key) => settled((await database()).transaction(TEXTS).objectStore(TEXTS).get(key)),
    write: async (key, text) => {
      const transaction = (await database()).transaction(TEXTS, "readwrite");
      const written = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      transaction.objectStore(TEXTS).put(text, key);
      await written;
      teller?.postMessage(key);
    },
    lock: locksOf(name),
    watch: (act) => {
      const ear = channel?.();
      ear?.addEventListener("message", act);
      return () => ear?.close();
    },
  };
}
