/** The television: shows a code until the viewer has typed it elsewhere, then plays. */
import { type App, authorize, type CodeExpired, FlowStopped, type NetworkProblem, signIn } from "tvpass";

import { Screen } from "./screen.js";

/** A state of the television's screen. */
export type TelevisionState =
  | { readonly kind: "working" }
  | { readonly kind: "code"; readonly code: string; readonly newCode: () => void }
  | { readonly kind: "expired"; readonly why: CodeExpired; readonly again: () => void }
  | { readonly kind: "signed_in"; readonly mvpd: string }
  | { readonly kind: "playing"; readonly resource: string; readonly mediaToken: string }
  | { readonly kind: "denied"; readonly resource: string; readonly message: string }
  | { readonly kind: "failed"; readonly actor: string; readonly problem?: NetworkProblem; readonly again: () => void };

/** The model of the television's screen. */
export class Television extends Screen<TelevisionState> {
  constructor(private readonly app: App) {
    super({ kind: "working" });
  }

  /** Signs in: at once where somebody is signed in, else by code. */
  async start(): Promise<void> {
    const signal = this.begin();
    this.show({ kind: "working" });
    await this.unless(signal, async () => {
      const outcome = await signIn({
        ...this.app,
        signal,
        showCode: ({ code, newCode }) => this.show({ kind: "code", code, newCode }),
        codeExpired: (why) => new Promise((resolve) => this.show({ kind: "expired", why, again: resolve })),
      });
      this.show({ kind: "signed_in", mvpd: outcome.kind === "signed_in" ? outcome.profile.mvpd : outcome.mvpd });
    });
  }

  /** Asks before each playback. */
  async play(resource: string): Promise<void> {
    const signal = this.begin();
    await this.unless(signal, async () => {
      const outcome = await authorize(resource, { ...this.app, signal });
      switch (outcome.kind) {
        case "permitted":
          return this.show({ kind: "playing", resource, mediaToken: outcome.decision.token?.serializedToken ?? "" });
        case "denied":
          return this.show({ kind: "denied", resource, message: outcome.decision.error?.message ?? "" });
        case "sign_in_needed":
          return this.start();
      }
    });
  }

  private async unless(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      const { actor = "integrator", problem } = error instanceof FlowStopped ? error : {};
      this.show({ kind: "failed", actor, ...(problem === undefined ? {} : { problem }), again: () => void this.start() });
    }
  }
}
