/** The second screen: type the code, see which device asks, choose the provider, sign in there, and come back. */
import { type App, call, FlowStopped, secondScreen, type SessionDetails } from "tvpass";

import { normalized, remember } from "./code.js";
import { element } from "./dom.js";
import { application, returnUrl } from "./settings.js";
import { explain, UsedCode } from "./trouble.js";
import { codeView, confirmView, endView, providerView, waitView } from "./views.js";

/** The code that the page is about stands in its address, so that reloading, going back and a second tab work as everywhere. */
interface Place {
  readonly code: string;
  readonly isReturned: boolean;
}

let under = new AbortController();
const ready = application();

/** Shows what the address asks for. */
async function arrive(): Promise<void> {
  under.abort();
  under = new AbortController();
  const { signal } = under;
  const { code, isReturned } = place();
  if (code === "") {
    codeView("", undefined, enter);
    return;
  }
  try {
    const app = { ...(await ready), signal };
    await (isReturned ? finish(app, code) : begin(app, code));
  } catch (error) {
    if (!signal.aborted) {
      fail(error, code);
    }
  }
}

function place(): Place {
  const query = new URLSearchParams(location.search);
  return { code: normalized(query.get("code") ?? ""), isReturned: query.has("returned") };
}

/** A code was typed: a place of its own to go back from. */
function enter(code: string): void {
  const target = `?${new URLSearchParams({ code })}`;
  if (place().code === "") {
    history.pushState(null, "", target);
  } else {
    history.replaceState(null, "", target);
  }
  void arrive();
}

/** From a code to the provider's login page. */
async function begin(app: App, code: string): Promise<void> {
  let session: SessionDetails | undefined;
  const asked = () => session ?? fault();
  await secondScreen(code, {
    ...app,
    redirectUrl: returnUrl(code),
    confirmDevice: async (found) => {
      remember(code);
      session = found;
      await refuseUsed(app, code);
    },
    chooseMvpd: async (configuration) => (await providerView(code, asked(), configuration)).id,
    openUrl: async (url, signal) => {
      if (asked().missingParameters.length === 0) {
        await confirmView(code, asked(), await providerName(app, asked()), signal);
      }
      location.assign(url);
      await new Promise(() => {});
    },
  });
  // In the meantime somebody finished elsewhere, in another tab for example.
  throw new UsedCode();
}

function fault(): never {
  throw new Error("a flow asks only after it has said which device is meant");
}

/** The name of the provider that was chosen before. */
async function providerName(app: App, { existingParameters: { mvpd } }: SessionDetails): Promise<string> {
  const decoded = await call("configuration", { serviceProvider: app.serviceProvider }, app);
  const mvpds = decoded.kind === "answer" ? decoded.answer.mvpds : [];
  return mvpds.find(({ id }) => id === mvpd)?.displayName ?? String(mvpd);
}

async function refuseUsed(app: App, code: string): Promise<void> {
  const { serviceProvider } = app;
  const decoded = await call("profile_code", { serviceProvider, code }, app);
  if (decoded.kind === "answer" && decoded.answer.profiles.length > 0) {
    throw new UsedCode();
  }
}

/** Back from the login page: did it end well? */
async function finish(app: App, code: string): Promise<void> {
  waitView("One moment …", "Your TV provider is being asked how it went.", again(code, "It did not work? Start again"));
  const missing = new AbortController();
  await secondScreen(code, {
    ...app,
    signal: AbortSignal.any([missing.signal, ...(app.signal === undefined ? [] : [app.signal])]),
    // Nobody chose a provider: the person came here without having been there.
    chooseMvpd: async () => {
      missing.abort();
      return undefined;
    },
    openUrl: () => {},
  });
  const text = "Your TV goes on by itself in a few seconds. You can close this page.";
  endView("good", "You are signed in", text);
}

function fail(error: unknown, code: string): void {
  if (error instanceof UsedCode) {
    const text = "The device that showed it is signed in. There is nothing left to do.";
    endView("good", "This code was used already", text, element("a", { class: "button", href: "?" }, "Type another code"));
  } else if (place().isReturned) {
    const isRefused = error instanceof FlowStopped && error.reason.kind === "failure";
    const text = isRefused ? explain(error, code) : "The sign-in was not completed. Your TV is still waiting.";
    endView("bad", "You are not signed in", text, again(code, "Try again"));
  } else {
    codeView(code, explain(error, code), enter);
  }
}

function again(code: string, label: string): HTMLElement {
  return element("a", { class: "button", href: `?${new URLSearchParams({ code })}` }, label);
}

addEventListener("popstate", () => void arrive());
// A page that a browser took out of its store goes on where the person is, not where it was.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) {
    void arrive();
  }
});
void arrive();
