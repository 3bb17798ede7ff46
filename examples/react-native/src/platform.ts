/** The parts of React Native and of the device that the example is given, so that it runs without them in a test. */
import type { DeviceInfo, World } from "tvpass";

/** A storage of texts, such as AsyncStorage; for secrets one over the keychain has the same methods. */
export interface KeyValueStorage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
}

/** The service and the application, as agreed with it. */
export interface Channel {
  /** The service; for development the simulator. */
  readonly baseUrl: string;
  readonly serviceProvider: string;
  readonly softwareStatement: string;
  readonly domainName: string;
  /** The address that the login page returns to: a link that opens the application. */
  readonly redirectUrl: string;
}

/** Everything from outside. `fetch`, and the clocks in a test, belong to the world. */
export interface Platform extends Pick<World, "fetch" | "now" | "sleep" | "onEvent"> {
  readonly channel: Channel;
  readonly storage: KeyValueStorage;
  /** The platform's own id of the device: `identifierForVendor`, `ANDROID_ID`. */
  readonly platformId: string;
  readonly info: DeviceInfo;
}
