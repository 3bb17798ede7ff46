/** Tabs of a real browser: one code, one registration, one sign-in for all of them. Their time is the test's. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import type { Page } from "playwright-core";
import { Installation, secondScreen } from "tvpass";

import { startChromium } from "../test/chromium.js";
import { serve } from "./server.js";
import { logIn, type Simulator, startSimulator } from "./simulator.js";

type Browser = Awaited<ReturnType<typeof startChromium>>;

let simulator: Simulator;
let server: Awaited<ReturnType<typeof serve>>;
before(async () => {
  [simulator, server] = await Promise.all([startSimulator("--no-throttle"), serve()]);
});
after(() => {
  simulator.stop();
  server.stop();
});

/** A browser with an empty store, for one test. */
async function browsing(work: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await startChromium();
  try {
    await work(browser);
  } finally {
    await browser.stop();
  }
}

/** Opens the page of a tab, whose sign-in has not begun. */
async function open(browser: Browser): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(server.url);
  await page.evaluate(`import("/build/tab.js")`);
  return page;
}

const begin = (page: Page, store: string) =>
  page.evaluate(`tab.begin(${JSON.stringify(simulator.url)}, ${JSON.stringify(store)})`);
const codes = (page: Page) => page.evaluate("tab.codes") as Promise<string[]>;
const lines = (page: Page) => page.evaluate("tab.lines") as Promise<string[]>;
const shows = (page: Page) => page.waitForFunction("tab.codes.length > 0 || tab.outcome");
const ends = (page: Page) => page.waitForFunction("tab.outcome");
const outcome = (page: Page) => page.evaluate("tab.outcome") as Promise<string>;

/** Lets three seconds pass in all tabs, and those that sleep go on to their next sleep or their end. */
async function pass(pages: Page[]): Promise<void> {
  for (const page of pages) {
    await page.evaluate("tab.pass(3000)");
  }
  await resting(pages);
}

/** Looks at tabs, each of which takes a millisecond. */
const MOST_LOOKS = 20_000;

/** One of the tabs sleeps until its next poll, or all of them have ended. */
async function resting(pages: Page[]): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const states = await Promise.all(pages.map((page) => page.evaluate("tab.outcome !== undefined ? 'ended' : tab.sleeping() > 0 ? 'sleeps' : 'works'")));
    if (states.includes("sleeps") || states.every((state) => state === "ended")) {
      return;
    }
  }
  throw new Error("the tabs do not come to rest");
}

/** Lets time pass until all sign-ins have ended. */
async function passToTheEnd(pages: Page[]): Promise<void> {
  for (let seconds = 0; seconds < 60; seconds += 3) {
    await pass(pages);
    const outcomes = await Promise.all(pages.map(outcome));
    if (outcomes.every((outcome) => outcome !== undefined)) {
      return;
    }
  }
  throw new Error("a sign-in does not end");
}

/** The viewer types the code on a phone. */
async function type(code: string): Promise<void> {
  const owner = { baseUrl: simulator.url, serviceProvider: "REF30", softwareStatement: "demo.software.statement" };
  await secondScreen(code, {
    ...owner,
    domainName: "adobe.com",
    redirectUrl: "https://adobe.com/done",
    device: { info: { model: "Phone", version: "1", osName: "Linux", osVersion: "6", connectionType: "WIFI" } },
    installation: Installation.open(owner),
    chooseMvpd: async () => "Cablevision",
    openUrl: async (url) => void (await logIn(url)),
  });
}

const REGISTER = "POST /o/client/register";
const TOKEN = "POST /o/client/token";
const SESSION = "POST /api/v2/REF30/sessions";

for (const store of ["localStore", "indexedStore"]) {
  test(`two tabs over a minute have one registration and one code, and both are signed in by it: ${store}`, () =>
    browsing(async (browser) => {
      const pages = [await open(browser), await open(browser)];
      await Promise.all(pages.map((page) => begin(page, store)));
      await Promise.all(pages.map(shows));
      await resting(pages);
      for (let seconds = 0; seconds < 60; seconds += 3) {
        await pass(pages);
      }
      const shown = await Promise.all(pages.map(codes));
      assert.equal(new Set(shown.flat()).size, 1, JSON.stringify(shown));
      await type(shown[0]?.[0] ?? "");
      await passToTheEnd(pages);
      assert.deepEqual(await Promise.all(pages.map(outcome)), ["signed_in", "signed_in"]);
      const asked = (await Promise.all(pages.map(lines))).flat();
      const times = (line: string) => asked.filter((other) => other === line).length;
      assert.deepEqual([times(REGISTER), times(TOKEN), times(SESSION)], [1, 1, 1]);

      const third = await open(browser);
      await begin(third, store);
      await ends(third);
      assert.deepEqual([await outcome(third), await codes(third)], ["signed_in", []]);
      const permits = await Promise.all([...pages, third].map((page) => page.evaluate("tab.authorize()")));
      assert.deepEqual(permits, ["permitted", "permitted", "permitted"]);
      assert.ok(!(await lines(third)).some((line) => line.startsWith("POST /o/")));
    }));
}

test("a tab that is closed leaves its code to the one that has shown it as well", () =>
  browsing(async (browser) => {
    const [first, second] = [await open(browser), await open(browser)];
    await begin(first, "localStore");
    await shows(first);
    await begin(second, "localStore");
    await shows(second);
    const [code = ""] = await codes(first);
    await first.close();
    await resting([second]);
    await type(code);
    await passToTheEnd([second]);
    assert.deepEqual([await outcome(second), new Set(await codes(second))], ["signed_in", new Set([code])]);
    assert.ok(!(await lines(second)).includes(SESSION));
  }));

test("a tab that is loaded again shows the code that it had", () =>
  browsing(async (browser) => {
    const page = await open(browser);
    await begin(page, "localStore");
    await shows(page);
    const [code] = await codes(page);
    await page.reload();
    await page.evaluate(`import("/build/tab.js")`);
    await begin(page, "localStore");
    await shows(page);
    assert.deepEqual(await codes(page), [code]);
    assert.ok(!(await lines(page)).includes(SESSION));
  }));

test("a tab that the viewer left and comes back to goes on with its code", () =>
  browsing(async (browser) => {
    const page = await open(browser);
    await begin(page, "localStore");
    await shows(page);
    await resting([page]);
    const [code = ""] = await codes(page);
    await page.goto(`${server.url}/elsewhere`);
    await page.goBack({ waitUntil: "commit" });
    assert.deepEqual(await page.evaluate("tab.comings"), [true]);
    await type(code);
    await passToTheEnd([page]);
    assert.deepEqual([await outcome(page), await codes(page)], ["signed_in", [code]]);
  }));

test("a tab that the viewer left gives its turn, and its code, to the next one", () =>
  browsing(async (browser) => {
    const [left, next] = [await open(browser), await open(browser)];
    await begin(left, "localStore");
    await shows(left);
    await resting([left]);
    const [code = ""] = await codes(left);
    await left.goto(`${server.url}/elsewhere`);
    await begin(next, "localStore");
    await shows(next);
    await resting([next]);
    await type(code);
    await passToTheEnd([next]);
    assert.deepEqual([await outcome(next), new Set(await codes(next))], ["signed_in", new Set([code])]);
    assert.ok(!(await lines(next)).includes(SESSION));
  }));

for (const [what, event] of [["is back at its network", "new Event('online')"], ["is in its viewer's sight again", ""]] as const) {
  test(`a page that ${what} polls at once`, () =>
    browsing(async (browser) => {
      const page = await open(browser);
      await begin(page, "localStore");
      await shows(page);
      await resting([page]);
      // As after a night's sleep: time has passed, and no timer has run.
      await page.evaluate("tab.skip(60_000)");
      const before = (await lines(page)).length;
      await page.evaluate(event === "" ? "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))" : `dispatchEvent(${event})`);
      await page.waitForFunction(`tab.lines.length > ${before}`);
      assert.deepEqual((await lines(page)).slice(before), ["GET /api/v2/REF30/profiles/code/{code}"]);
    }));
}
