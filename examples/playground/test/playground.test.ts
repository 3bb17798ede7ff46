/** The playground in a real browser, opened as a file and from a server. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import type { BrowserContext } from "playwright-core";

import { startChromium } from "../../../bindings-wasm/npm/test/chromium.js";
import { Playground } from "./page.js";

const FILE = pathToFileURL(resolve("dist/index.html")).href;

let browser: Awaited<ReturnType<typeof startChromium>>;
let context: BrowserContext;
before(async () => {
  browser = await startChromium();
  ({ context } = browser);
});
after(() => browser.stop());

/** The folder behind HTTP, and all that was asked of it. */
async function serve(): Promise<{ url: string; asked: string[]; server: Server }> {
  const types: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css", svg: "image/svg+xml" };
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    asked.push(url);
    const name = url === "/" ? "index.html" : url.slice(1);
    const type = types[name.split(".").at(-1) ?? ""];
    if (type === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": type, "access-control-allow-origin": "*" }).end(readFileSync(resolve("dist", name)));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server };
}

test("a person signs in with the phone, plays a channel, is refused another one and signs out", async () => {
  const page = await Playground.open(context, FILE);
  await page.shows("Welcome");
  await page.judged("1-welcome");
  await page.presses("Sign in");
  await page.shows("Sign in with your phone");
  const code = await page.television.locator(".code [aria-hidden]").innerText();
  await page.phone.getByLabel("Code").fill(code.toLowerCase());
  await page.judged("2-code");
  await page.phone.getByRole("button", { name: "Continue" }).click();
  await page.phone.getByRole("heading", { name: "Choose your TV provider" }).waitFor();
  await page.judged("3-provider");
  await page.signsInOnPhone();
  await page.shows("You are signed in");
  await page.judged("4-signed-in");
  await page.presses("news");
  await page.shows("news is playing");
  await page.judged("5-playing");
  await page.presses("Back to the channels");
  await page.presses("premium");
  await page.shows("premium may not be watched");
  await page.judged("6-denied");
  await page.presses("Back to the channels");
  await page.presses("Sign out");
  await page.shows("Welcome");
  await page.television.getByText("You are signed out.").waitFor();
  await page.closed();
});

test("the traffic tells each request with its headers decoded, and can be saved", async () => {
  const page = await Playground.open(context, FILE);
  await page.signsIn();
  const session = page.requests(/POST\s*\/api\/v2\/REF30\/sessions/);
  await session.locator("summary").click();
  await session.getByText('"model": "Playground TV"').waitFor();
  await session.getByRole("rowheader", { name: "AP-Device-Identifier" }).waitFor();
  assert.match(await session.getByRole("row", { name: /^Authorization/ }).innerText(), /Bearer \S+… \(\d+ characters\)/);
  await page.requests(/Phone\s*GET\s*\/api\/v2\/authenticate/).waitFor();
  await page.judged("traffic");
  const downloads = page.page.waitForEvent("download");
  await page.presses("Save as JSON");
  const saved = JSON.parse(readFileSync(await (await downloads).path(), "utf8")) as { endpoint: string; response: object }[];
  assert.deepEqual(saved.slice(0, 3).map(({ endpoint }) => endpoint), ["register", "token", "profiles"]);
  assert.match(JSON.stringify(saved[0]?.response), /"client_secret":"\S{6}… \(43 characters\)"/);
  await page.presses("Forget these requests");
  assert.equal(await page.traffic.locator("details").count(), 0);
  await page.closed();
});

test("a failure that was asked for hits the next request, and the sign-in comes over it", async () => {
  const page = await Playground.open(context, FILE);
  await page.presses("Sign in");
  await page.shows("Sign in with your phone");
  await page.page.getByLabel("Hits").selectOption("profile_code");
  for (const [label, outcome] of [
    ["429 too many requests", /profiles\/code\/\w+\s*429/],
    ["502 page of a proxy", /profiles\/code\/\w+\s*502/],
    ["Answer lost", /profiles\/code\/\w+\s*\d+.*, lost/],
    ["Answer cut short", /profiles\/code\/\w+\s*\d+.*, cut short/],
  ] as const) {
    await page.presses(label);
    await page.page.getByText(`Asked for: ${label}, for one request of profile_code.`).waitFor();
    await page.presses("1 minute");
    await page.requests(outcome).first().waitFor();
  }
  await page.judged("failures");
  await page.presses("Type it on the phone");
  await page.signsInOnPhone();
  await page.shows("You are signed in");
  await page.closed();
});

test("a service that stays broken is told with who has to act, and another try goes on", async () => {
  const page = await Playground.open(context, FILE);
  await page.signsIn();
  await page.page.getByLabel("Hits").selectOption("authorize");
  await page.page.getByLabel("How often").fill("9");
  await page.presses("500 service broken");
  await page.presses("news");
  for (let minute = 0; minute < 20 && !(await page.television.getByText("That did not work").isVisible()); minute += 1) {
    await page.presses("1 minute");
    await page.page.waitForTimeout(200);
  }
  await page.shows("That did not work");
  await page.television.getByText("The service is to blame.").waitFor();
  await page.judged("stopped");
  await page.presses("No more failures");
  await page.presses("Try again");
  await page.shows("news is playing");
  await page.closed();
});

test("time passes at a click: a code expires, and so does a sign-in", async () => {
  const page = await Playground.open(context, FILE);
  await page.presses("Sign in");
  await page.shows("Sign in with your phone");
  await page.presses("31 minutes");
  await page.shows("The code has expired");
  await page.judged("code-expired");
  await page.presses("Another code");
  await page.shows("Sign in with your phone");
  await page.presses("Type it on the phone");
  await page.signsInOnPhone();
  await page.shows("You are signed in");
  await page.presses("31 days");
  await page.presses("news");
  await page.shows("Welcome");
  await page.television.getByText("The sign-in has ended.").waitFor();
  await page.closed();
});

test("a scenario changes the course", async () => {
  const page = await Playground.open(context, FILE);
  await page.page.getByLabel("Ready one").selectOption("degraded-authz-none");
  await page.presses("Begin");
  await page.signsIn();
  await page.presses("news");
  await page.shows("news may not be watched");
  await page.closed();
});

test("the keyboard is enough, on a small screen in dark looks", async () => {
  const page = await Playground.open(context, FILE, 360, 740);
  await page.page.emulateMedia({ colorScheme: "dark" });
  const { keyboard } = page.page;
  await page.shows("Welcome");
  await page.judged("small-1-welcome");
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await page.shows("Sign in with your phone");
  await page.judged("small-2-code");
  // The focus waits on the button that leads to the phone, and goes along.
  await page.television.getByRole("button", { name: "Type it on the phone" }).and(page.page.locator(":focus")).waitFor();
  await keyboard.press("Enter");
  await page.phone.locator("#q:focus").waitFor();
  await keyboard.type("optimum");
  await keyboard.press("Enter");
  await page.phone.getByText(/^1 of \d+ providers/).waitFor();
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await page.phone.locator("#username:focus").waitFor();
  await keyboard.type("viewer");
  await keyboard.press("Tab");
  await keyboard.type("password");
  await keyboard.press("Enter");
  await page.shows("You are signed in");
  await page.requests("register").locator("summary").click();
  await page.judged("small-3-signed-in");
  await page.closed();
});

test("nothing but the page's own four files is loaded, and the page can connect to nothing", async () => {
  const { url, asked, server } = await serve();
  try {
    const page = await Playground.open(context, url);
    await page.signsIn();
    const own = ["/", "/icon.svg", "/playground.js", "/style.css"];
    assert.deepEqual([...new Set(asked)].sort(), own);
    const elsewhere = page.loaded.filter((address) => !address.startsWith(`${url}/`) && !/^(data|blob|about):/.test(address));
    assert.deepEqual(elsewhere, []);
    // The policy holds for a script of the page itself, and for its own server.
    const outcome = await page.page.evaluate(`fetch("${url}/leak").then(() => "sent", () => "refused")`);
    assert.equal(outcome, "refused", "the page can send something");
    assert.equal(asked.includes("/leak"), false);
    await page.page.close();
  } finally {
    server.close();
  }
});
