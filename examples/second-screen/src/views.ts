import type { Configuration, Mvpd, SessionDetails } from "tvpass";

import { isWhole, normalized } from "./code.js";
import { deviceCard, deviceName } from "./device.js";
import { clicked, element, say, show } from "./dom.js";
import { picker } from "./picker.js";

/** Typing has ended when nothing is typed for so many milliseconds. */
const PAUSE = 600;

/** The form for the code. `enter` is told a code when its typing has ended, and says what is wrong with it, if so. */
export function codeView(typed: string, problem: string | undefined, enter: (code: string) => void): void {
  const input = element("input", {
    id: "code",
    name: "code",
    value: typed,
    inputmode: "text",
    autocapitalize: "characters",
    autocomplete: "off",
    autocorrect: "off",
    spellcheck: "false",
    maxlength: "16",
    "aria-describedby": problem === undefined ? "hint" : "problem hint",
    "aria-invalid": problem === undefined ? undefined : "true",
  });
  const button = element("button", { type: "submit", class: "primary" }, "Continue");
  const progress = element("p", { class: "progress", hidden: "" }, "Looking for your device …");
  const form = element(
    "form",
    { class: "card", novalidate: "" },
    element("label", { for: "code" }, "Code on your TV"),
    input,
    problem === undefined ? undefined : element("p", { id: "problem", class: "problem", role: "alert" }, problem),
    progress,
    button,
    element("p", { id: "hint", class: "aside" }, "Capital or small letters, with or without blanks: all the same."),
  );
  let timer = 0;
  const check = () => {
    clearTimeout(timer);
    const code = normalized(input.value);
    if (code === "") {
      input.focus();
      return;
    }
    progress.hidden = false;
    say("Looking for your device");
    enter(code);
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    progress.hidden = true;
    if (isWhole(normalized(input.value))) {
      timer = setTimeout(check, PAUSE);
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  show("Type the code", element("p", {}, "Your TV shows a code. Type it here to sign in."), form);
  input.focus();
  if (problem !== undefined) {
    input.select();
  }
}

/** Lets the person choose a provider. */
export function providerView(code: string, session: SessionDetails, { mvpds }: Configuration): Promise<Mvpd> {
  return new Promise((resolve) => {
    show(
      "Choose your TV provider",
      element("p", {}, "You will sign in there, and this device goes on by itself:"),
      deviceCard(session, code),
      picker(mvpds, resolve),
      // Behind the list, so that the keyboard comes to the search first.
      otherCode(),
    );
    say(`${deviceName(session)} asks to be signed in`);
  });
}

/** Nothing is left to choose: the person says whether it is the right device. */
export function confirmView(
  code: string,
  session: SessionDetails,
  provider: string,
  signal: AbortSignal,
): Promise<void> {
  const button = element("button", { type: "button", class: "primary" }, `Sign in at ${provider}`);
  show(
    "Is this your device?",
    deviceCard(session, code),
    button,
    otherCode(),
  );
  return clicked(button, signal);
}

function otherCode(): HTMLElement {
  return element("p", { class: "aside" }, "Not your device? ", element("a", { href: "?" }, "Type another code"));
}

/** While something takes its time. */
export function waitView(title: string, text: string, link?: HTMLElement): void {
  show(title, element("div", { class: "card notice" }, element("div", { class: "spinner" }), element("p", {}, text), link));
  say(text);
}

/** The end, a good or a bad one. */
export function endView(tone: "good" | "bad", title: string, text: string, link?: HTMLElement): void {
  const mark = element("div", { class: `mark ${tone}`, "aria-hidden": "true" }, tone === "good" ? "✓" : "!");
  show(title, element("div", { class: "card notice" }, mark, element("p", {}, text), link));
  say(text);
}
