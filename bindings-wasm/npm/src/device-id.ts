import { ask } from "./module.js";
import { locked, type Store } from "./store.js";

/**
 * The id of a device by the platform's own id: the lower-case hexadecimal of its SHA-256, as in every other language of tvpass. Nothing
 * if the platform has none: the text is empty, or has no letter and no digit but 0.
 *
 * @example
 * ```ts
 * const id = deviceIdOfPlatform("JKCD35XJTBVZM") ?? (await deviceId(localStore()));
 * console.log(id);
 * ```
 */
export function deviceIdOfPlatform(platformId: string): string | undefined {
  return (ask("platform_device_id", "", 0, platformId) as { value?: string }).value;
}

/** Random bytes of an id. */
const LENGTH = 16;

/**
 * The id of a device whose platform has none: made at random once, and kept in the store for all tabs.
 *
 * @example
 * ```ts
 * const device = { id: await deviceId(localStore()) };
 * console.log(device.id);
 * ```
 */
export async function deviceId(store: Store): Promise<string> {
  return locked(store, "device", new AbortController().signal, async () => {
    const kept = await store.read("device");
    if (kept !== undefined) {
      return kept;
    }
    const id = Array.from(random(), (byte) => (0x100 + byte).toString(16).slice(1)).join("");
    await store.write("device", id);
    return id;
  });
}

/** Nobody else's bytes; an id is no secret, so that an engine without `crypto` may do without it. */
function random(): Uint8Array {
  const bytes = new Uint8Array(LENGTH);
  return typeof crypto === "object" ? crypto.getRandomValues(bytes) : bytes.map(() => Math.random() * 0x100);
}
