/** The application for tvpass, over the platform's storage. */
import { type App, deviceId, deviceIdOfPlatform, Installation, load, memoryStore, type Store } from "tvpass";

import type { KeyValueStorage, Platform } from "./platform.js";

/** A store over the platform's storage. The application is one program, so that locks in its memory are enough. */
export function storeOver(storage: KeyValueStorage): Store {
  const { lock } = memoryStore();
  return {
    read: async (name) => (await storage.getItem(`tvpass.${name}`)) ?? undefined,
    write: (name, text) => storage.setItem(`tvpass.${name}`, text),
    lock,
  };
}

/** One application for all screens. */
export async function application({ channel, storage, platformId, info, ...world }: Platform): Promise<App> {
  await load();
  const store = storeOver(storage);
  const id = deviceIdOfPlatform(platformId) ?? (await deviceId(store));
  return { ...world, ...channel, device: { id, info }, installation: await Installation.from(channel, store) };
}
