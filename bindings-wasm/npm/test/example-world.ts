/** All that the examples take for granted: an application with a viewer who is signed in, a page, and a person with a phone. */
import { type App, call, Installation, secondScreen, signIn } from "tvpass";

import { logIn, startSimulator } from "./simulator.js";

/** The addresses that the examples name. */
const NAMED = /^(http:\/\/127\.0\.0\.1:8787|https:\/\/api\.example)/;
/** The code that the examples name. */
const CODE = "8ADF2";
/** Pauses of flows, which no test waits for; the patience with a request is longer. */
const LONGEST_PAUSE = 20_000;

/** Puts the world into place, until it is stopped. */
export async function exampleWorld() {
  const simulator = await startSimulator("--no-throttle");
  const before = { fetch, setTimeout, log: console.log };
  const globals = globalThis as { [name: string]: unknown };
  let devices = 0;
  let code = "";

  function device(): App {
    devices += 1;
    const owner = { baseUrl: simulator.url, serviceProvider: "REF30", softwareStatement: "demo.software.statement" };
    const info = { model: "Stand-in", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" };
    return {
      ...owner,
      domainName: "adobe.com",
      redirectUrl: "https://adobe.com/done",
      device: { id: `example-${devices}`, info },
      installation: Installation.open(owner),
    };
  }

  const chooseMvpd = async () => "Cablevision";
  const openUrl = async (url: string) => void (await logIn(url));

  /** The person reads a code on the screen, and types it. */
  async function typed(text: unknown): Promise<void> {
    const [, shown] = /type (\w+) on your phone/.exec(String(text)) ?? [];
    if (shown !== undefined) {
      const { device: phone, ...app } = device();
      await secondScreen(shown, { ...app, device: { info: phone.info }, chooseMvpd, openUrl });
    }
  }

  const texts = new Map<string, string>();
  Object.assign(globals, {
    fetch: (url: string | URL, init: RequestInit) => before.fetch(String(url).replace(NAMED, simulator.url).replace(CODE, code), init),
    setTimeout: (act: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) =>
      before.setTimeout(act, milliseconds < LONGEST_PAUSE ? 0 : milliseconds, ...given),
    location: { assign: (url: string) => (url.includes("/authenticate/") && !url.includes("api.example") ? openUrl(url) : undefined) },
    localStorage: { getItem: (name: string) => texts.get(name) ?? null, setItem: (name: string, text: string) => texts.set(name, text) },
  });
  console.log = (...words: unknown[]) => void typed(words[0]);

  /** An application of its own for the next example, and a television that shows a code. */
  async function prepare(): Promise<void> {
    texts.clear();
    const app = device();
    await signIn({ ...app, chooseMvpd, openUrl });
    const session = await call("create_session", { serviceProvider: "REF30" }, device());
    code = session.kind === "answer" ? (session.answer.code ?? "") : "";
    globals["app"] = app;
  }

  const stop = () => {
    Object.assign(globals, { fetch: before.fetch, setTimeout: before.setTimeout });
    console.log = before.log;
    simulator.stop();
  };
  return { prepare, stop };
}
