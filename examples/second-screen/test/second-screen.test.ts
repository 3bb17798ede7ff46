/** The second screen in a real browser, over real HTTP; the television is the living room. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import type { BrowserContext } from "playwright-core";
import { type App, call, Installation } from "tvpass";

import { startChromium } from "../../../bindings-wasm/npm/test/chromium.js";
import { SecondScreen } from "./page.js";
import { startSimulator, Television } from "./programs.js";

let simulator: Awaited<ReturnType<typeof startSimulator>>;
let browser: Awaited<ReturnType<typeof startChromium>>;
let context: BrowserContext;
before(async () => {
  [simulator, browser] = await Promise.all([startSimulator(), startChromium()]);
  ({ context } = browser);
});
after(async () => {
  await browser.stop();
  simulator.stop();
});

let devices = 0;

/** A device that asks to be signed in; each has a code of its own, and a new one ends the one before. */
function device(): () => Promise<string> {
  devices += 1;
  const owner = { baseUrl: simulator.url, serviceProvider: "REF30", softwareStatement: "demo.software.statement" };
  const app: App = {
    ...owner,
    device: {
      id: `device-${devices}`,
      info: { model: "Set-top box", manufacturer: "Acme", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" },
    },
    installation: Installation.open(owner),
  };
  return async () => {
    const decoded = await call("create_session", { serviceProvider: "REF30" }, app);
    return (decoded.kind === "answer" ? decoded.answer.code : undefined) ?? assert.fail(decoded.kind);
  };
}

async function open(code?: string): Promise<SecondScreen> {
  return SecondScreen.open(context, `${simulator.url}/activate${code === undefined ? "" : `?code=${code}`}`);
}

/** The words of a browser itself when a request is refused. */
const refused = /status of 40\d/;

test("a code of the television is typed here, and the television gets its profile", async () => {
  const television = new Television(simulator.url);
  try {
    const { code = "" } = await television.event("code");
    const screen = await open();
    await screen.sees("Type the code");
    await screen.judged("1-code");
    // Small letters and a blank, as people type.
    await screen.types(`${code.slice(0, 3)} ${code.slice(3)}`.toLowerCase());
    await screen.sees("Choose your TV provider");
    await screen.judged("2-provider");
    await screen.page.getByLabel("Find your TV provider").fill("opti");
    await screen.judged("3-search");
    await screen.page.getByLabel("Find your TV provider").fill("nobody");
    await screen.page.getByText("No provider is called").first().waitFor();
    await screen.judged("3-search-without-result");
    await screen.chooses("Optimum");
    await screen.page.waitForURL(/\/mvpd\/Cablevision\/login/);
    await screen.judged("4-login");
    await screen.logsIn();
    await screen.sees("You are signed in");
    await screen.judged("5-success");
    assert.equal((await television.event("signed_in")).event, "signed_in");
    await screen.closed();
  } finally {
    television.stop();
  }
});

test("a small phone and a keyboard are enough", async () => {
  const code = await device()();
  const screen = await open();
  await screen.page.setViewportSize({ width: 320, height: 568 });
  await screen.judged("phone-1-code");
  // The field has the focus already.
  await screen.page.keyboard.type(code);
  await screen.page.keyboard.press("Enter");
  await screen.sees("Choose your TV provider");
  await screen.judged("phone-2-provider");
  await screen.page.keyboard.press("Tab");
  await screen.page.keyboard.type("spectrum");
  await screen.page.keyboard.press("ArrowDown");
  await screen.page.keyboard.press("Enter");
  await screen.page.waitForURL(/\/mvpd\/Spectrum\/login/);
  await screen.judged("phone-3-login");
  await screen.logsInByKeyboard();
  await screen.sees("You are signed in");
  await screen.judged("phone-4-success");
  await screen.closed();
});

test("the dark looks are for everybody too", async () => {
  const screen = await open(await device()());
  await screen.page.emulateMedia({ colorScheme: "dark" });
  await screen.sees("Choose your TV provider");
  await screen.judged("dark-provider");
  await screen.closed();
});

test("a wrong code is told, and can be mended", async () => {
  const code = await device()();
  const screen = await open();
  await screen.types("ZZZZZZ9");
  assert.match(await screen.problem(), /do not know this code/);
  await screen.judged("wrong-code");
  const field = screen.page.getByLabel("Code on your TV");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  assert.equal(await field.evaluate((input) => input === input.ownerDocument.activeElement), true);
  await field.fill(code);
  await screen.sees("Choose your TV provider");
  await screen.closed(refused);
});

test("a code that has expired is told from a wrong one", async () => {
  const next = device();
  const screen = await open(await next());
  await screen.sees("Choose your TV provider");
  // A new code ends the one before, as time does.
  await next();
  await screen.page.reload();
  assert.match(await screen.problem(), /has expired/);
  await screen.judged("expired-code");
  await screen.closed(refused);
});

/** Signs a device in, in a tab that stays at the end. */
async function signedIn(code: string): Promise<SecondScreen> {
  const screen = await open(code);
  await screen.sees("Choose your TV provider");
  await screen.chooses("Optimum");
  await screen.logsIn();
  await screen.sees("You are signed in");
  return screen;
}

test("a code that was used is no error", async () => {
  const code = await device()();
  await (await signedIn(code)).closed();
  const screen = await open(code);
  await screen.sees("This code was used already");
  await screen.judged("used-code");
  await screen.closed();
});

test("a viewer who turns back at the provider is not signed in, and can try again", async () => {
  const screen = await open(await device()());
  await screen.sees("Choose your TV provider");
  await screen.chooses("Optimum");
  await screen.cancels();
  await screen.sees("One moment …");
  await screen.judged("denied-1-waiting");
  await screen.sees("You are not signed in");
  await screen.judged("denied-2-told");
  await screen.page.getByRole("link", { name: "Try again" }).click();
  await screen.sees("Is this your device?");
  await screen.judged("denied-3-again");
  await screen.page.getByRole("button", { name: "Sign in at Optimum" }).click();
  await screen.logsIn();
  await screen.sees("You are signed in");
  await screen.closed();
});

test("reloading in the middle loses nothing", async () => {
  const screen = await open(await device()());
  await screen.sees("Choose your TV provider");
  await screen.page.reload();
  await screen.sees("Choose your TV provider");
  await screen.chooses("Optimum");
  // Not before: a page that is left while it is on its way to the login comes back as it was.
  await screen.page.waitForURL(/\/mvpd\/Cablevision\/login/);
  await screen.page.reload();
  await screen.logsIn();
  await screen.sees("You are signed in");
  await screen.page.reload();
  await screen.sees("You are signed in");
  await screen.closed();
});

test("the back button goes to the step before", async () => {
  const code = await device()();
  const screen = await open();
  await screen.types(code);
  await screen.sees("Choose your TV provider");
  await screen.page.goBack();
  await screen.sees("Type the code");
  assert.equal(await screen.page.getByLabel("Code on your TV").inputValue(), "");
  await screen.page.goForward();
  await screen.sees("Choose your TV provider");
  await screen.chooses("Optimum");
  await screen.page.waitForURL(/\/mvpd\/Cablevision\/login/);
  await screen.page.goBack();
  await screen.sees("Is this your device?");
  await screen.page.getByRole("button", { name: "Sign in at Optimum" }).click();
  await screen.logsIn();
  await screen.sees("You are signed in");
  await screen.closed();
});

test("of two tabs with one code the second learns that the first has done it", async () => {
  const code = await device()();
  const second = await open(code);
  await second.sees("Choose your TV provider");
  await (await signedIn(code)).closed();
  await second.chooses("Spectrum");
  await second.sees("This code was used already");
  await second.closed(refused);
});

test("two tabs with codes of their own do not disturb each other", async () => {
  const [one, other] = [await device()(), await device()()];
  const waiting = await open(other);
  await waiting.sees("Choose your TV provider");
  await (await signedIn(one)).closed();
  await waiting.chooses("Spectrum");
  await waiting.logsIn();
  await waiting.sees("You are signed in");
  await waiting.closed();
});

test("without a network the page says so", async () => {
  const screen = await open();
  await screen.sees("Type the code");
  await context.setOffline(true);
  await screen.types("ABCDEF7");
  assert.match(await screen.problem(), /no connection/);
  await screen.judged("no-network");
  await context.setOffline(false);
  await screen.closed(/ERR_INTERNET_DISCONNECTED/);
});
