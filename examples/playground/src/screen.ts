/** The television's picture: one view at a time. */
import type { Actor } from "tvpass/inline";

import { button, type Child, element, say } from "./dom.js";

/** A channel in the list. */
export interface Channel {
  readonly name: string;
  readonly permitted: boolean;
  /** The reason why not, by the service. */
  readonly why: string | undefined;
  readonly play: () => void;
}

/** The advice for the one who has to act. */
const ADVICE: Record<Actor, string> = {
  viewer: "You can mend this yourself.",
  network: "The network does not lead to the service. Try again when it does.",
  service: "The service is to blame. Try again later.",
  service_provider: "The channel's company has to change its setup.",
  configuration: "The application is configured wrongly.",
  integrator: "The application has a fault.",
};

export class Screen {
  constructor(
    private readonly view: HTMLElement,
    private readonly activity: HTMLElement,
    /** Milliseconds since the Unix epoch. */
    private readonly now: () => number,
  ) {}

  /** Says below the picture what the application does. */
  tell(words: string): void {
    this.activity.textContent = words;
  }

  welcome({ why, signIn }: { why: string | undefined; signIn: () => void }): void {
    this.show(
      "Welcome",
      why === undefined ? undefined : element("p", {}, why),
      element("p", {}, "Sign in with your TV provider to watch."),
      buttons(button("Sign in", signIn, { class: "primary" })),
    );
  }

  wait(words: string): void {
    this.show(words, element("div", { class: "spinner" }));
  }

  code(shown: { code: string; address: string; until: number; onPhone: () => void; newCode: () => void; cancel: () => void }): void {
    this.show(
      "Sign in with your phone",
      element("p", {}, "Open ", element("b", {}, shown.address), " on the phone and type:"),
      // Read letter by letter.
      element("p", { class: "code" }, element("span", { class: "hidden" }, [...shown.code].join(" ")), element("span", { "aria-hidden": "true" }, shown.code)),
      element("p", { class: "aside" }, `The code is valid until ${clockTime(shown.until)}.`),
      buttons(
        button("Type it on the phone", shown.onPhone, { class: "primary" }),
        button("Another code", shown.newCode),
        button("Cancel", shown.cancel),
      ),
    );
  }

  /** Settles when the viewer wants another code. */
  codeExpired(reason: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const why = reason === "time_passed" ? "Nobody typed it in time." : "The service does not know it any more.";
      const next = button("Another code", resolve, { class: "primary" });
      signal.addEventListener("abort", () => resolve(), { once: true });
      this.show("The code has expired", element("p", {}, why), buttons(next));
    });
  }

  channels(shown: { mvpd: string; until: number; channels: readonly Channel[]; signOut: () => void }): void {
    const item = ({ name, permitted, why, play }: Channel) =>
      element(
        "li",
        {},
        button(name, play, { class: permitted ? "primary" : "" }),
        element("span", { class: "aside" }, permitted ? "may be watched" : (why ?? "not in your package")),
      );
    this.show(
      "You are signed in",
      element("p", {}, "at ", element("b", {}, shown.mvpd), `, until ${this.date(shown.until)}. Choose a channel:`),
      element("ul", { class: "channels" }, ...shown.channels.map(item)),
      buttons(button("Sign out", shown.signOut)),
    );
  }

  playing(shown: { channel: string; until: number | undefined; denied: string | undefined; back: () => void }): void {
    const { channel, until, denied, back } = shown;
    const end = buttons(button("Back to the channels", back, { class: "primary" }));
    if (denied !== undefined) {
      this.show(`${channel} may not be watched`, element("p", { class: "problem" }, denied), end);
      return;
    }
    const token = until === undefined ? "" : ` The media token, which a player starts with, is valid until ${clockTime(until)}.`;
    this.show(
      `${channel} is playing`,
      element("div", { class: "picture", "aria-hidden": "true" }, "▶"),
      element("p", {}, `The provider permits it.${token}`),
      end,
    );
  }

  trouble(shown: { words: string; actor: Actor | undefined; again: () => void; home: () => void }): void {
    const { words, actor, again, home } = shown;
    this.show(
      "That did not work",
      element("p", {}, actor === undefined ? "The page has a fault." : ADVICE[actor]),
      element("p", { class: "problem" }, words),
      buttons(button("Try again", again, { class: "primary" }), button("Cancel", home)),
    );
  }

  /** The focus goes along only if it was here: a person who types on the phone stays there. */
  private show(title: string, ...content: Child[]): void {
    const hadFocus = this.view.contains(document.activeElement);
    const heading = element("h3", { tabindex: "-1" }, title);
    this.view.replaceChildren(heading, ...content.filter((child) => child !== undefined));
    say(`Television: ${title}`);
    if (hadFocus) {
      (this.view.querySelector<HTMLElement>("button.primary") ?? heading).focus();
    }
  }

  private date(at: number): string {
    const days = Math.round((at - this.now()) / 86_400_000);
    return days < 1 ? clockTime(at) : new Date(at).toLocaleDateString("en", { day: "numeric", month: "long" });
  }
}

function buttons(...all: HTMLElement[]): HTMLElement {
  return element("div", { class: "buttons" }, ...all);
}

function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hour12: false });
}
