/** The servers beside an engine: the simulator, whoever types the code, and the pages, all under one address. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";

import { logIn, startSimulator } from "../../bindings-wasm/npm/build/simulator.js";
import { frame, names, page } from "./page.js";
import { pass } from "./pass.js";

const types = { ".js": "text/javascript", ".wasm": "application/wasm" };

/** Starts all of it; `tvpass` is the package as Node has it, `folder` where it is installed. */
export async function startService(tvpass, folder) {
  const simulator = await startSimulator("--no-throttle");
  let heard = () => {};
  const files = new Map([["/television.js", new URL("television.js", import.meta.url)]]);

  /** The viewer, with a phone in the hand. */
  async function typeCode(code) {
    const owner = { baseUrl: simulator.url, serviceProvider: "REF30", softwareStatement: "demo.software.statement" };
    await tvpass.secondScreen(code, {
      ...owner,
      domainName: "adobe.com",
      redirectUrl: "https://adobe.com/done",
      device: { info: { model: "Phone", version: "1", osName: "Linux", osVersion: "6", connectionType: "WIFI" } },
      installation: tvpass.Installation.open(owner),
      chooseMvpd: async () => "Cablevision",
      openUrl: async (url) => void (await logIn(url)),
    });
  }

  /** The words of an engine; `end` is its last word. */
  async function told(name, { kind, what }) {
    if (kind === "code") {
      await typeCode(what);
    } else {
      heard(name, what);
    }
  }

  async function answer(request, response) {
    const url = new URL(request.url, "http://127.0.0.1");
    const name = decodeURIComponent(url.search.slice(1));
    if (pass(request, response, simulator.url)) {
      return;
    }
    if (url.pathname === "/tell") {
      await told(name, JSON.parse(await textOf(request)));
      response.end();
    } else if (url.pathname === "/frame" || url.pathname === "/") {
      response.writeHead(200, { "content-type": "text/html" }).end(name === "" ? page() : frame(name));
    } else {
      const file = files.get(url.pathname) ?? new URL(url.pathname.replace("/package/", ""), folder);
      const body = await readFile(file);
      response.writeHead(200, { "content-type": types[extname(url.pathname)] ?? "text/plain" }).end(body);
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(404).end(String(error)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    url,
    typeCode,
    /** Opens a login page, which only the simulator itself has, and signs in there. */
    logIn: (page) => logIn(page.replace(url, simulator.url)),
    /** The words that each entry has to say at its end, or nothing from those that have said nothing in the time. */
    hear: (count, patience) =>
      new Promise((resolve) => {
        const words = new Map();
        const timer = setTimeout(() => resolve(words), patience);
        heard = (name, what) => {
          words.set(name, words.get(name) ?? what);
          if (words.size === count) {
            clearTimeout(timer);
            resolve(words);
          }
        };
      }),
    entries: names,
    stop: () => {
      server.closeAllConnections();
      server.close();
      simulator.stop();
    },
  };
}

async function textOf(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
