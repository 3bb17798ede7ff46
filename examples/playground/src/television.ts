/** The television: an application over the npm package, whose `fetch` and clock are those of this page. */
import {
  type App,
  authorize,
  checkSignIn,
  FlowStopped,
  Installation,
  logout,
  memoryStore,
  type ObservedEvent,
  type Permit,
  preauthorize,
  type ShownCode,
  signIn,
} from "tvpass/inline";

import type { Clock } from "./clock.js";
import type { Phone } from "./phone.js";
import { Screen } from "./screen.js";
import { BASE_URL, type Simulator } from "./simulator.js";

/** The channels that the television offers, by the service's names for them. */
const CHANNELS = ["REF30", "news", "sports", "premium"] as const;

const OWNER = {
  baseUrl: BASE_URL,
  serviceProvider: "REF30",
  softwareStatement: "demo.software.statement",
};

export class Television {
  private under = new AbortController();

  private constructor(
    private readonly app: App,
    private readonly phone: Phone,
    private readonly clock: Clock,
    private readonly screen: Screen,
  ) {}

  static async start(simulator: Simulator, phone: Phone, clock: Clock, screen: Screen): Promise<void> {
    const app: App = {
      ...OWNER,
      device: {
        id: crypto.randomUUID(),
        info: { model: "Playground TV", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" },
      },
      installation: await Installation.from(OWNER, memoryStore()),
      fetch: simulator.fetch,
      now: clock.now,
      sleep: clock.sleep,
      onEvent: (event) => screen.tell(activity(event)),
    };
    new Television(app, phone, clock, screen).home();
  }

  /** Nobody is signed in. */
  private home(why?: string): void {
    this.screen.welcome({ why, signIn: () => this.run((app) => this.signIn(app)) });
  }

  /** Runs one task of the viewer at a time; a task that stops says who has to act. */
  private run(task: (app: App) => Promise<void>): void {
    this.under.abort();
    const { signal } = (this.under = new AbortController());
    task({ ...this.app, signal }).catch((error: unknown) => {
      if (!signal.aborted) {
        this.stopped(error, task);
      }
    });
  }

  private stopped(error: unknown, task: (app: App) => Promise<void>): void {
    const words = error instanceof Error ? error.message : String(error);
    const actor = error instanceof FlowStopped ? error.actor : undefined;
    this.screen.trouble({ words, actor, again: () => this.run(task), home: () => this.home() });
  }

  private async signIn(app: App): Promise<void> {
    this.screen.wait("Asking for a code …");
    await signIn({
      ...app,
      showCode: (shown) => this.showCode(shown),
      codeExpired: ({ reason }, signal) => this.screen.codeExpired(reason, signal),
      codeReplaced: () => true,
    });
    await this.channels(app);
  }

  private showCode(shown: ShownCode): void {
    const until = this.clock.unix + shown.expiresIn;
    this.screen.code({
      code: shown.code,
      address: `${BASE_URL}/activate`,
      until,
      onPhone: () => this.phone.goTo(`/activate?code=${shown.code}`),
      newCode: shown.newCode,
      cancel: () => {
        this.under.abort();
        this.home();
      },
    });
  }

  /** The channels, once somebody is signed in. */
  private async channels(app: App): Promise<void> {
    this.screen.wait("Asking what may be watched …");
    const state = await checkSignIn(app);
    const permits = await preauthorize(CHANNELS, app);
    if (state.kind === "sign_in_needed" || "kind" in permits) {
      this.home("The sign-in has ended.");
      return;
    }
    const { mvpd, until } = state.kind === "signed_in" ? { mvpd: state.profile.mvpd, until: state.profile.notAfter } : state;
    this.showChannels(permits, mvpd, until);
  }

  private showChannels(permits: readonly Permit[], mvpd: string, until: number): void {
    const back = () => this.showChannels(permits, mvpd, until);
    this.screen.channels({
      mvpd,
      until,
      channels: permits.map(({ resource, permitted, decision }) => ({
        name: resource,
        permitted,
        why: decision?.error?.details ?? decision?.error?.message,
        play: () => this.run((app) => this.play(resource, back, app)),
      })),
      signOut: () => this.run((app) => this.signOut(app)),
    });
  }

  private async play(channel: string, back: () => void, app: App): Promise<void> {
    this.screen.wait(`Asking for ${channel} …`);
    const outcome = await authorize(channel, app);
    if (outcome.kind === "sign_in_needed") {
      this.home("The sign-in has ended.");
      return;
    }
    const { token, error } = outcome.decision;
    this.screen.playing({
      channel,
      until: outcome.kind === "permitted" ? token?.notAfter : undefined,
      denied: outcome.kind === "denied" ? (error?.details ?? error?.message ?? "The provider does not say why.") : undefined,
      back,
    });
  }

  private async signOut(app: App): Promise<void> {
    this.screen.wait("Signing out …");
    await logout({ ...app, redirectUrl: `${BASE_URL}/activate`, openUrl: (url) => this.phone.open(url) });
    this.home("You are signed out.");
  }
}

/** The words below the television for an event of the package; nothing for a pause of the usual pace. */
function activity(event: ObservedEvent): string {
  if (event.kind === "pause") {
    return `asks again in ${Math.max(1, Math.round(event.milliseconds / 1000))} s`;
  }
  const { line, status, problem, attempt } = event;
  const outcome = status === undefined ? String(problem) : problem === undefined ? String(status) : `${status}, ${problem}`;
  return `${line}: ${outcome}${attempt > 1 ? `, attempt ${attempt}` : ""}`;
}
