/** A worker whose flows wait for nothing but their turn. */
import { work } from "../src/worker.js";

let monotonic = 0;

work({
  now: () => ({ monotonic, unix: Date.now(), random: 7 }),
  sleep: async (milliseconds, signal) => {
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    monotonic += milliseconds;
  },
});
