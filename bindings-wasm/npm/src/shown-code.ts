import type { Wish } from "./wait.js";
import { now, type World } from "./world.js";

/** A code for the viewer to type elsewhere. */
export interface ShownCode {
  readonly code: string;
  /** A page that leads straight to the login, if nothing is left to choose. */
  readonly authenticateUrl?: string;
  /** Milliseconds for which the code is still valid. */
  readonly expiresIn: number;
  /** Gets another code in its place. */
  readonly newCode: () => void;
}

/** The codes of a flow, one after the other. */
export class ShownCodes {
  /** The one that is shown. */
  current: ShownCode | undefined;

  constructor(
    private readonly world: World,
    private readonly wish: Wish,
  ) {}

  show({ code, authenticateUrl, expiresAt }: { code: string; authenticateUrl?: string; expiresAt: number }): ShownCode {
    const made: ShownCode = {
      code,
      ...(authenticateUrl === undefined ? {} : { authenticateUrl }),
      expiresIn: Math.max(0, expiresAt - (this.world.now ?? now)().monotonic),
      newCode: () => {
        // A code that is gone already cannot be exchanged.
        if (made === this.current) {
          this.wish.make({ kind: "new_code" });
        }
      },
    };
    this.current = made;
    return made;
  }
}
