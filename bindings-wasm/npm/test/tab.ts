/** A television as a tab of a browser, driven by a test: its time stands still until the test lets it pass. */
import { authorize, deviceId, indexedStore, Installation, load, localStore, register, signIn, type Store } from "tvpass";

/** The stores by their names. */
const stores: Record<string, () => Store> = { localStore, indexedStore };

const began = Date.now();
let passed = 0;
const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const sleeper = { at: passed + milliseconds, wake: () => resolve() };
    sleepers.add(sleeper);
    const end = () => void sleepers.delete(sleeper);
    signal.addEventListener("abort", end);
  });
}

/** Pages can be kept and come back. */
const comings: boolean[] = [];
addEventListener("pageshow", ({ persisted }) => comings.push(persisted));

let app: Parameters<typeof register>[0];

/** Everything that the test asks of a tab. */
const tab = {
  /** The codes that were shown, one after the other. */
  codes: [] as string[],
  /** Lines of requests. */
  lines: [] as string[],
  comings,
  outcome: undefined as string | undefined,

  /** Begins a sign-in. */
  async begin(baseUrl: string, store: string): Promise<void> {
    await load();
    const kept = (stores[store] ?? localStore)();
    const owner = { baseUrl, serviceProvider: "REF30", softwareStatement: "demo.software.statement" };
    const info = { model: "Tab", version: "1", osName: "Linux", osVersion: "6", connectionType: "LAN" };
    app = {
      ...owner,
      domainName: "adobe.com",
      redirectUrl: "https://adobe.com/done",
      device: { id: await deviceId(kept), info },
      installation: await Installation.from(owner, kept),
      now: () => ({ monotonic: passed, unix: began + passed, random: 7 }),
      sleep,
      onEvent: (event) => {
        if (event.kind === "exchange") {
          tab.lines.push(event.line);
        }
      },
    };
    const showCode = ({ code }: { code: string }) => void tab.codes.push(code);
    signIn({ ...app, showCode }).then(
      ({ kind }) => (tab.outcome = kind),
      (error: unknown) => (tab.outcome = String(error)),
    );
  },

  /** Time has passed, and nobody was woken. */
  skip(milliseconds: number): void {
    passed += milliseconds;
  },

  /** Lets time pass, and wakes whoever has slept until then. */
  pass(milliseconds: number): void {
    tab.skip(milliseconds);
    for (const sleeper of sleepers) {
      if (sleeper.at <= passed) {
        sleepers.delete(sleeper);
        sleeper.wake();
      }
    }
  },

  /** The number of flows that sleep. */
  sleeping: () => sleepers.size,

  authorize: async () => (await authorize("news", app)).kind,
};

Object.assign(globalThis, { tab });
