import type { Configuration, ReadyHeaders } from "./calls.js";
import { type Answer, drive } from "./drive.js";
import type { FlowKind, FlowSettings } from "./flow.js";
import type { DeviceInfo } from "./generated/wire.js";
import { deviceIdentifierHeader, deviceInfoHeader } from "./headers.js";
import type { Installation } from "./installation.js";
import type { FlowEvent, Outcome, Question } from "./steps.js";
import { FlowStopped } from "./stopped.js";
import type { Wish } from "./wait.js";
import type { World } from "./world.js";

/** The device that the application runs on. */
export interface Device {
  /** Stays the same as long as the device does. A page on which codes are typed has none. */
  readonly id?: string | Uint8Array;
  /** The service needs `model`, `version`, `osName`, `osVersion` and `connectionType`. Read before each request: a getter tells what changes. */
  readonly info: DeviceInfo;
}

/** The settings of an application that flows take unchanged. */
const TAKEN = [
  "baseUrl",
  "serviceProvider",
  "softwareStatement",
  "sender",
  "redirectUri",
  "pollInterval",
  "mvpd",
  "domainName",
  "redirectUrl",
  "partner",
  "preauthorizeLimit",
] as const;

/** The application: what every flow works with. */
export interface App extends World, Pick<FlowSettings, (typeof TAKEN)[number]> {
  readonly device: Device;
  /** Other headers that are ready; they win over what is made of `device`. Read before each request, as `device` is. */
  readonly headers?: ReadyHeaders;
  /** This installation, taken up from what was saved; one for all flows of the application. */
  readonly installation: Installation;
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

/** Runs a flow for an application; `special` are the arguments of this run. */
export function run(
  kind: FlowKind,
  app: App,
  answer: Answer,
  special: Partial<FlowSettings> = {},
  wish?: Wish,
): Promise<Outcome> {
  const taken: { [name: string]: unknown } = {};
  for (const name of TAKEN) {
    taken[name] = app[name];
  }
  const settings = { ...taken, headers: () => headersOf(app), ...special } as FlowSettings;
  return drive(kind, app.installation, settings, app, answer, wish);
}

/** A flow asked for something that its caller gave no answer to. */
export function unanswered(question: Question): never {
  throw new TypeError(`the flow asks for ${question.kind}, and nobody was named to answer`);
}

/** The event that a choice of an MVPD is. */
export function choice(mvpd: string | undefined): FlowEvent {
  return mvpd === undefined ? { kind: "reload" } : { kind: "chosen", mvpd };
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
