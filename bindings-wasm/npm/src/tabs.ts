import { Linked, unlessAborted } from "./abort.js";
import type { Installation, PendingCode } from "./installation.js";
import type { Step } from "./steps.js";
import { type Store, take } from "./store.js";

/** Shows a code of another tab. */
export type ShowPending = (pending: PendingCode, signal: AbortSignal) => unknown;

/** The key under which a tab asks for another code in place of the one that it names. */
const WISH = "new_code";

/**
 * The turn of this tab to sign in: one tab of a device does so at a time, and the others show its code meanwhile. Gives what
 * lets the next one.
 */
export async function turnToSignIn(
  installation: Installation,
  store: Store,
  signal: AbortSignal,
  show: ShowPending,
): Promise<() => void> {
  const following = new Linked(signal);
  let shown: string | undefined;
  const look = async () => {
    await installation.refresh();
    const { pending } = installation;
    if (!following.signal.aborted && pending !== undefined && pending.code !== shown) {
      shown = pending.code;
      await show(pending, following.signal);
    }
  };
  let stop: (() => void) | undefined;
  // A code that cannot be shown here is none of the sign-in that goes on elsewhere.
  const follow = () => void look().catch(() => {});
  try {
    return await take(store, "sign_in", signal, () => {
      stop = store.watch?.(follow);
      follow();
    });
  } finally {
    stop?.();
    following.end();
  }
}

/** Asks the tab that signs in for another code. */
export function wishNewCode(store: Store, code: string): Promise<void> {
  return store.write(WISH, code);
}

/** Calls `act` when another tab wants another code in place of the one that is shown; gives what takes that back. */
export function onWish(store: Store, shown: () => string | undefined, act: () => void): () => void {
  const look = async () => {
    const wished = await store.read(WISH);
    if (wished !== undefined && wished === shown()) {
      act();
    }
  };
  return store.watch?.(() => void look().catch(() => {})) ?? (() => {});
}

/** The registrations of all tabs, one after the other. */
export class RegistrationLock {
  private release: (() => void) | undefined;

  constructor(
    private readonly installation: Installation,
    private readonly signal: AbortSignal,
  ) {}

  /** Takes the lock for a step that registers or gets a token; `true` if another tab has done so meanwhile. */
  async enter(step: Step): Promise<boolean> {
    const { store } = this.installation;
    if (step.kind !== "send" || !/^\/o\/client\//.test(step.request.target)) {
      this.leave();
      return false;
    }
    if (store === undefined || this.release !== undefined) {
      return false;
    }
    this.release = await take(store, "registration", this.signal);
    return unlessAborted(this.installation.refresh(), this.signal);
  }

  leave(): void {
    this.release?.();
    this.release = undefined;
  }
}
