/**
 * Hermes alone, without React Native around it: no network, no timers, no clock. A program is run again with each thing that
 * has happened, and says what it waits for next; all else is the same in each run.
 */
const happened = globalThis.HAPPENED;
let next = 0;
let monotonic = 0;

/** The outcome, or the end of this run. */
export function waitFor(kind, what) {
  if (next < happened.length) {
    return Promise.resolve(happened[next++]);
  }
  if (!globalThis.waits) {
    globalThis.waits = true;
    globalThis.print(JSON.stringify({ kind, what }));
  }
  return new Promise(() => {});
}

globalThis.setTimeout = () => 0;
globalThis.clearTimeout = () => {};

export const world = {
  fetch: (url, { method, headers, body }) =>
    waitFor("request", { url, method, headers, body }).then(({ status, body }) => ({
      status,
      arrayBuffer: () => Promise.resolve(Uint8Array.from(body).buffer),
    })),
  now: () => ({ monotonic, unix: globalThis.STARTED + monotonic, random: 7 }),
  sleep: (milliseconds) => {
    monotonic += milliseconds;
    return Promise.resolve();
  },
};
