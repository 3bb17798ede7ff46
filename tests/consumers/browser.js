/** A browser, and what it is served: a project's files, the packages installed, and the simulator, all of one origin. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { startChromium } from "../../bindings-wasm/npm/test/chromium.js";
import { pass } from "../engines/pass.js";

const types = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

/** A minute of looking at a page. */
const MOST_LOOKS = 600;

/** Serves a project as it lies there. */
export async function serve(folder, packages, simulator, headers = {}) {
  const server = createServer((request, response) => {
    if (pass(request, response, simulator)) {
      return;
    }
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    const file = pathname.startsWith("/packages/") ? join(packages, pathname.slice("/packages/".length)) : join(folder, pathname);
    readFile(file).then(
      (body) => response.writeHead(200, { "content-type": types[extname(file)] ?? "text/plain", ...headers }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${server.address().port}`, stop };
}

/** Opens a page and gives what `look` finds in it in place of `waiting`, with all that the page complained of. */
export async function read(url, look) {
  const browser = await startChromium();
  try {
    const page = await browser.context.newPage();
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    await page.goto(url);
    // From outside, since a policy can forbid the page to evaluate anything.
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      const found = await page.evaluate(look);
      if (found !== "waiting") {
        return found;
      }
      await pause(100);
    }
    throw new Error(`the page waits:\n${said.join("\n")}`);
  } finally {
    await browser.stop();
  }
}
