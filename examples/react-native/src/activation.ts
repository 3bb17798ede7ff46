/** The phone: its owner types the code of a television, chooses a provider, and signs in there. */
import { type App, FlowStopped, type Mvpd, secondScreen, type SessionDetails } from "tvpass";

import { Screen } from "./screen.js";

/** A state of the phone's screen. */
export type ActivationState =
  | { readonly kind: "typing"; readonly isWrong: boolean }
  | { readonly kind: "working" }
  | { readonly kind: "confirm"; readonly session: SessionDetails; readonly confirm: () => void }
  | { readonly kind: "choose"; readonly mvpds: readonly Mvpd[]; readonly choose: (mvpd: string) => void }
  | { readonly kind: "done"; readonly mvpd: string }
  | { readonly kind: "failed"; readonly actor: string };

/** The model of the phone's screen. */
export class Activation extends Screen<ActivationState> {
  /** `openUrl` shows the login page, as `Linking` or a browser in the application does, and settles when it has returned. */
  constructor(
    private readonly app: App,
    private readonly openUrl: (url: string) => Promise<void>,
  ) {
    super({ kind: "typing", isWrong: false });
  }

  /** Signs a viewer in for the television that shows this code. */
  async enter(code: string): Promise<void> {
    const signal = this.begin();
    this.show({ kind: "working" });
    try {
      const { profile } = await secondScreen(code.trim().toUpperCase(), {
        ...this.app,
        signal,
        confirmDevice: (session) => new Promise((confirm) => this.show({ kind: "confirm", session, confirm })),
        chooseMvpd: ({ mvpds }) => new Promise((choose) => this.show({ kind: "choose", mvpds, choose })),
        openUrl: (url) => this.openUrl(url),
      });
      this.show({ kind: "done", mvpd: profile.mvpd });
    } catch (error) {
      if (!signal.aborted) {
        const actor = error instanceof FlowStopped ? error.actor : "integrator";
        // It is the viewer who mistyped, or who took too long.
        this.show(actor === "viewer" ? { kind: "typing", isWrong: true } : { kind: "failed", actor });
      }
    }
  }
}
