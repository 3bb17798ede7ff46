/** The playground as its tests use it: by what a person sees and presses. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import type { BrowserContext, FrameLocator, Frame, Locator, Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");

/** A browser's tab with the playground in it. */
export class Playground {
  readonly errors: string[] = [];
  /** All that the page loaded. */
  readonly loaded: string[] = [];

  private constructor(readonly page: Page) {
    page.setDefaultTimeout(30_000);
    page.on("pageerror", (error) => this.errors.push(error.message));
    page.on("console", (message) => this.errors.push(message.text()));
    page.on("request", (request) => this.loaded.push(request.url()));
  }

  static async open(context: BrowserContext, url: string, width = 1280, height = 900): Promise<Playground> {
    const playground = new Playground(await context.newPage());
    await playground.page.setViewportSize({ width, height });
    await playground.page.goto(url);
    return playground;
  }

  get television(): Locator {
    return this.page.getByRole("region", { name: "Television" });
  }

  get phone(): FrameLocator {
    return this.page.frameLocator("iframe");
  }

  get traffic(): Locator {
    return this.page.getByRole("region", { name: "Traffic" });
  }

  /** The requests, as the list tells them, the newest first. */
  requests(text: string | RegExp): Locator {
    return this.traffic.locator("details").filter({ hasText: text });
  }

  /** Waits for the television's view with this heading. */
  async shows(heading: string): Promise<void> {
    await this.television.getByRole("heading", { level: 3, name: heading }).waitFor();
  }

  async presses(label: string): Promise<void> {
    await this.page.getByRole("button", { name: label, exact: true }).click();
  }

  /** On the phone: chooses a provider and signs in there. */
  async signsInOnPhone(provider = "Optimum"): Promise<void> {
    await this.phone.getByRole("button", { name: provider }).first().click();
    await this.phone.getByLabel("User name").fill("viewer");
    await this.phone.getByLabel("Password").fill("password");
    await this.phone.getByRole("button", { name: "Sign in" }).click();
    await this.phone.getByRole("heading", { name: "You are signed in" }).waitFor();
  }

  /** Signs in at the television, with the code carried to the phone. */
  async signsIn(): Promise<void> {
    await this.presses("Sign in");
    await this.shows("Sign in with your phone");
    await this.presses("Type it on the phone");
    await this.signsInOnPhone();
    await this.shows("You are signed in");
  }

  /** Keeps a picture, and demands that axe finds nothing and that nothing is wider than the screen. */
  async judged(name: string): Promise<void> {
    const folder = process.env["SCREENSHOTS"] ?? assert.fail("SCREENSHOTS has to be set");
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    const isWider = await this.page.evaluate("document.documentElement.scrollWidth > innerWidth");
    assert.equal(isWider, false, `${name} is wider than the screen`);
    for (const frame of this.page.frames()) {
      assert.deepEqual(await violations(frame), [], `${name} is not for everybody`);
    }
  }

  /** Closes the tab; it must have been quiet. */
  async closed(): Promise<void> {
    await this.page.close();
    assert.deepEqual(this.errors, [], "the console is quiet");
  }
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** The policy of the page lets no other script in; this one comes as the browser's. */
async function violations(frame: Frame): Promise<string[]> {
  const found = (await frame.evaluate(`${axe}; axe.run({ iframes: false, preload: false }).then((result) => result.violations)`)) as Violation[];
  return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" ")}`);
}
