import type { Configuration, ReadyHeaders } from "./calls.js";
import { drive, FlowStopped, type Answer, type Wish, type World } from "./drive.js";
import { Client, type FlowKind, type FlowSettings } from "./flow.js";
import type { DeviceInfo } from "./generated/wire.js";
import { deviceIdentifierHeader, deviceInfoHeader } from "./headers.js";
import type { Outcome, Prompt } from "./steps.js";

/** The device that the application runs on. */
export interface Device {
  /** Stays the same as long as the device does. A page on which codes are typed has none. */
  readonly id?: string | Uint8Array;
  /** The service needs `model`, `version`, `osName`, `osVersion` and `connectionType`. */
  readonly info: DeviceInfo;
}

/** The application: what every flow works with. */
export interface App extends World, Omit<FlowSettings, "headers" | "resources" | "screen" | "picker"> {
  readonly device: Device;
  /** Other headers that are ready; they win over what is made of `device`. */
  readonly headers?: ReadyHeaders;
  /** This installation, taken up from what was saved; one for all flows of the application. */
  readonly client: Client;
}

/** Chooses an MVPD, by its id; nothing fetches the list again. */
export type ChooseMvpd = (configuration: Configuration, signal: AbortSignal) => Promise<string | undefined>;

/** Opens an address in a user agent; settles when that has come back. */
export type OpenUrl = (url: string, signal: AbortSignal) => void | Promise<void>;

/** The headers of an application, `Authorization` excepted. */
export function headersOf({ device, headers }: App): ReadyHeaders {
  const info = { "X-Device-Info": deviceInfoHeader(device.info) };
  const identifier = device.id === undefined ? {} : { "AP-Device-Identifier": deviceIdentifierHeader(device.id) };
  return { ...info, ...identifier, ...headers };
}

/** What is special to one run of a flow. */
export interface Run {
  readonly settings?: Partial<FlowSettings>;
  readonly code?: string;
  readonly wish?: Wish;
}

/** Runs a flow for an application. */
export function run(kind: FlowKind, app: App, answer: Answer, special: Run = {}): Promise<Outcome> {
  const settings: FlowSettings = {
    baseUrl: app.baseUrl,
    serviceProvider: app.serviceProvider,
    softwareStatement: app.softwareStatement,
    ...given(app, ["sender", "redirectUri", "mvpd", "domainName", "redirectUrl", "partner"]),
    ...given(app, ["preauthorizeLimit", "pollInterval"]),
    headers: headersOf(app),
    ...special.settings,
  };
  return drive(kind, app.client, settings, app, answer, special.code, special.wish);
}

function given<Name extends keyof App>(app: App, names: readonly Name[]): Pick<App, Name> {
  const found: Partial<Pick<App, Name>> = {};
  for (const name of names) {
    if (app[name] !== undefined) {
      found[name] = app[name];
    }
  }
  return found as Pick<App, Name>;
}

/** A flow asked for something that its caller gave no answer to. */
export function unanswered(prompt: Prompt): never {
  throw new TypeError(`the flow asks for ${prompt.kind}, and nobody was named to answer`);
}

/** The outcome, if it is one of those that the flow can have. */
export function expect<Kind extends Outcome["kind"]>(
  outcome: Outcome,
  ...kinds: readonly Kind[]
): Extract<Outcome, { kind: Kind }> {
  if ((kinds as readonly string[]).indexOf(outcome.kind) >= 0) {
    return outcome as Extract<Outcome, { kind: Kind }>;
  }
  throw new FlowStopped("configuration", { kind: "unexpected", action: outcome.kind });
}
