/** A television at the simulator, with a clock that jumps over every wait. */
import { type App, Installation } from "tvpass";

import { logIn } from "./simulator.js";

let devices = 0;

/** A television of its own at the service of that address. */
export function televisionAt(baseUrl: string, more: Partial<App> = {}): App {
  let monotonic = 0;
  devices += 1;
  const owner = {
    baseUrl: more.baseUrl ?? baseUrl,
    serviceProvider: "REF30",
    softwareStatement: more.softwareStatement ?? "demo.software.statement",
  };
  return {
    ...owner,
    domainName: "adobe.com",
    redirectUrl: "https://adobe.com/done",
    device: {
      id: `television-${devices}`,
      info: { model: "Stand-in", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" },
    },
    installation: Installation.open(owner),
    now: () => ({ monotonic, unix: Date.now(), random: 7 }),
    sleep: async (milliseconds, signal) => {
      signal.throwIfAborted();
      monotonic += milliseconds;
    },
    ...more,
  };
}

/** A person who signs in at Cablevision. */
export const viewer = {
  chooseMvpd: async () => "Cablevision",
  openUrl: async (url: string) => void (await logIn(url)),
};
