import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

/** The distribution's browser, without a head and with nothing of an earlier run. */
export async function startChromium() {
  const executablePath = process.env.CHROMIUM;
  if (executablePath === undefined) {
    throw new Error("CHROMIUM has to name the browser's program");
  }
  const profile = mkdtempSync(join(tmpdir(), "tvpass-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    // A viewer's browser keeps pages that are left.
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
    // The sandbox of a container is the container.
    chromiumSandbox: false,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const stop = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { context, stop };
}
