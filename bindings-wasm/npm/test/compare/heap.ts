/** The memory that answers keep, in kilobytes each. */
import { setImmediate } from "node:timers/promises";

import type { Work } from "./works.js";

declare const gc: () => void;

/** Bytes of the bodies of all answers that are kept together. */
const BYTES = 10_000_000;

/** The heap of the engine, and the buffers beside it, once all is gone that nobody holds. */
async function used(): Promise<number> {
  // Buffers go some turns after the objects that hold them.
  for (let turn = 0; turn < 10; turn += 1) {
    gc();
    await setImmediate();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function kept(work: () => unknown, count: number): Promise<number> {
  const answers = [work()];
  const before = await used();
  for (let index = 0; index < count; index += 1) {
    answers.push(work());
  }
  const after = await used();
  // The answers are needed up to here.
  return answers.length > count ? (after - before) / count / 1024 : 0;
}

/** The package's answer, and the value that `JSON.parse` makes of the same body, if the work has one. */
export async function heap({ package: ours, body }: Work): Promise<number[] | undefined> {
  if (body === undefined) {
    return undefined;
  }
  const count = Math.ceil(BYTES / body.length);
  return [await kept(ours, count), await kept(() => JSON.parse(fresh(body)) as unknown, count)];
}

/** A text of its own, as one that came from the network: a part of it would keep the whole alive. */
function fresh(body: string): string {
  return Buffer.from(body).toString();
}
