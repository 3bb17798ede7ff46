/** The page as its tests use it: by what a person sees, hears and presses. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { BrowserContext, Locator, Page } from "playwright-core";

import { screenshot } from "./programs.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");

/** A browser's tab with the second screen in it. */
export class SecondScreen {
  readonly #errors: string[] = [];

  constructor(readonly page: Page) {
    page.setDefaultTimeout(30_000);
    page.on("pageerror", (error) => this.#errors.push(error.message));
    page.on("console", (message) => this.#errors.push(message.text()));
  }

  static async open(context: BrowserContext, url: string): Promise<SecondScreen> {
    const screen = new SecondScreen(await context.newPage());
    await screen.page.setViewportSize({ width: 1024, height: 768 });
    await screen.page.goto(url);
    return screen;
  }

  heading(name: string): Locator {
    return this.page.getByRole("heading", { level: 1, name });
  }

  /** Waits for the view with this heading. */
  async sees(heading: string): Promise<void> {
    await this.heading(heading).waitFor();
  }

  /** Types, and presses nothing: the page finds out when the code is whole. */
  async types(code: string): Promise<void> {
    await this.page.getByLabel("Code on your TV").pressSequentially(code);
  }

  /** The failure that the page shows. */
  async problem(): Promise<string> {
    return this.page.getByRole("alert").innerText();
  }

  async chooses(provider: string): Promise<void> {
    await this.page.getByLabel("Find your TV provider").fill(provider);
    await this.page.getByRole("button", { name: provider }).click();
  }

  /** At the provider's login page: signs in. */
  async logsIn(): Promise<void> {
    await this.page.getByLabel(/name/i).fill("viewer");
    await this.page.getByLabel(/password/i).fill("password");
    await this.page.getByRole("button", { name: /sign in/i }).click();
  }

  /** The same with the keyboard only; the first field has the focus. */
  async logsInByKeyboard(): Promise<void> {
    const { keyboard } = this.page;
    await this.page.getByLabel(/name/i).and(this.page.locator(":focus")).waitFor();
    await keyboard.type("viewer");
    await keyboard.press("Tab");
    await keyboard.type("password");
    await keyboard.press("Enter");
  }

  /** At the provider's login page: goes away. */
  async cancels(): Promise<void> {
    await this.page.getByRole("button", { name: /cancel/i }).click();
  }

  /** Keeps a picture, and demands that axe finds nothing and that nothing is wider than the screen. */
  async judged(name: string): Promise<void> {
    await this.page.screenshot({ path: screenshot(name), fullPage: true });
    const isWider = await this.page.evaluate("document.documentElement.scrollWidth > innerWidth");
    assert.equal(isWider, false, `${name} is wider than the screen`);
    // The page's own policy lets no other script in; this one comes as the browser's.
    const found = (await this.page.evaluate(`${axe}; axe.run().then((result) => result.violations)`)) as Violation[];
    const told = found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" ")}`);
    assert.deepEqual(told, [], `${name} is not for everybody`);
  }

  /** Closes the tab; it must have been quiet. */
  async closed(...expected: RegExp[]): Promise<void> {
    await this.page.close();
    const loud = this.#errors.filter((error) => !expected.some((pattern) => pattern.test(error)));
    assert.deepEqual(loud, [], "the console is quiet");
  }
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}
