import type { ReadyHeaders, Sender } from "./calls.js";
import type { Client as WasmClient, Flow as WasmFlow } from "./generated/tvpass_bg.js";
import { bytes, fields, fieldsOf, module } from "./module.js";
import { statusFields } from "./status.js";
import type { Input, Step } from "./steps.js";

/** What a flow works with, and does not change while it runs. */
export interface FlowSettings {
  /** The service, a proxy or a simulator. */
  readonly baseUrl: string;
  readonly serviceProvider: string;
  readonly softwareStatement: string;
  /** All that are ready; `Authorization` is the flow's own. */
  readonly headers: ReadyHeaders;
  readonly sender?: Sender;
  /** Where user agents return to, if the registration is to say so. */
  readonly redirectUri?: string;
  /** The MVPD, where it is known before the flow begins. */
  readonly mvpd?: string;
  /** The domain of the application, for the login page. */
  readonly domainName?: string;
  /** Where the login page returns to. */
  readonly redirectUrl?: string;
  /** Where the viewer signs in: here, or on the screen that the code is typed on (the default). */
  readonly screen?: "here" | "second";
  /** Where the viewer chooses an MVPD. */
  readonly picker?: "here" | "second";
  /** The partner whose framework signs the viewer in. */
  readonly partner?: string;
  /** How many resources one preauthorization may name; five, unless Adobe configured another number. */
  readonly preauthorizeLimit?: number;
  /** Milliseconds between two polls; less than 3,000 counts as 3,000. */
  readonly pollInterval?: number;
  /** What is to be decided on. */
  readonly resources?: readonly string[];
}

/** The flows, and what each begins with. */
export type FlowKind =
  | "registration"
  | "sign_in"
  | "second_screen"
  | "partner_sign_in"
  | "preauthorization"
  | "authorization"
  | "logout";

/** The time, twice, in milliseconds, and a number for jitter. */
export interface Now {
  /** Since any fixed point; never goes back. */
  readonly monotonic: number;
  /** Since the Unix epoch. */
  readonly unix: number;
  /** A whole number below 2^32 that differs from call to call. */
  readonly random: number;
}

/** The time as this machine has it. */
export function now(): Now {
  return { monotonic: performance.now(), unix: Date.now(), random: Math.random() * 0x1_0000_0000 };
}

/**
 * One installation of the application: its credentials, its token, and the MVPD that the viewer chose.
 *
 * @example
 * ```ts
 * const client = Client.open(localStorage.getItem("tvpass") ?? "");
 * console.log(client.mvpd);
 * ```
 */
export class Client {
  readonly #client: WasmClient;
  #saved: string;
  #mvpd: string | undefined;
  #authorization: string | undefined;

  private constructor(client: WasmClient, saved: string) {
    this.#client = client;
    this.#saved = saved;
    this.#look();
  }

  /**
   * Takes up what was saved, or begins where nothing was.
   *
   * @throws {SyntaxError} `saved` is something else.
   */
  static open(saved = ""): Client {
    const client = module().Client.open(saved);
    if (client === undefined) {
      throw new SyntaxError("this is not what a client of tvpass saved");
    }
    return new Client(client, saved);
  }

  /** All that must survive a restart. It holds secrets. Empty as long as there is nothing to keep. */
  get saved(): string {
    return this.#saved;
  }

  /** The MVPD that the viewer chose last. */
  get mvpd(): string | undefined {
    return this.#mvpd;
  }

  /** The value of `Authorization`, a secret, if there is a token; it may have expired. */
  get authorization(): string | undefined {
    return this.#authorization;
  }

  /** Remembers the MVPD that the viewer chose, or forgets it. */
  remember(mvpd: string | undefined): void {
    if (!this.#client.remember(mvpd ?? "")) {
      throw new RangeError("the id of the MVPD is too long");
    }
    this.#look();
  }

  /** For flows only: steps one with this client. @internal */
  step(flow: WasmFlow, input: Input, { monotonic, unix, random }: Now): string {
    const status = input.kind === "answer" ? input.status : 0;
    const step = flow.step(this.#client, input.kind, status, monotonic, unix, random, came(input));
    this.#look();
    return step;
  }

  #look(): void {
    const state = JSON.parse(this.#client.state()) as { saved?: string; mvpd?: string };
    if (state.saved !== undefined) {
      this.#saved = state.saved;
    }
    this.#authorization = authorizationIn(this.#saved);
    this.#mvpd = state.mvpd;
  }
}

function authorizationIn(saved: string): string | undefined {
  return saved === "" ? undefined : (JSON.parse(saved) as { authorization?: string }).authorization;
}

const nothing = new Uint8Array();

/**
 * A flow as it is, for those who drive it themselves: `next` it with `begin`, do what the step says, and `next` it with
 * what came of that, until `done` or `stop`. Each step is a plain value, and there is nothing to free.
 *
 * @example
 * ```ts
 * const { client, baseUrl, serviceProvider, softwareStatement } = app;
 * const flow = new Flow("sign_in", client, { baseUrl, serviceProvider, softwareStatement, headers: {} });
 * const step = flow.next({ kind: "begin" });
 * if (step.kind === "send") {
 *   console.log(step.request.target);
 * }
 * ```
 */
export class Flow {
  /** Gone when the flow has ended, so that its memory is free at once. */
  #flow: WasmFlow | undefined;
  readonly #client: Client;

  /** `code` is what a person typed, for a second screen only. */
  constructor(kind: FlowKind, client: Client, settings: FlowSettings, code = "") {
    this.#client = client;
    this.#flow = new (module().Flow)(kind, code, settingsFields(settings));
  }

  next(input: Input, time: Now = now()): Step {
    if (this.#flow === undefined) {
      return { kind: "stop", actor: "host", reason: { kind: "not_running" } };
    }
    const step = JSON.parse(this.#client.step(this.#flow, input, time)) as Step;
    if (step.kind === "done" || step.kind === "stop") {
      this.#flow.free();
      this.#flow = undefined;
    }
    return step;
  }
}

function settingsFields({ headers, ...settings }: FlowSettings): Uint8Array {
  return fields([...fieldsOf(settings), ...fieldsOf(headers, ":")]);
}

/** What came with what happened: a body, a text, or a status. */
function came(input: Input): Uint8Array {
  switch (input.kind) {
    case "answer":
      return input.body;
    case "choice":
      return bytes(input.mvpd);
    case "saml_response":
      return bytes(input.saml);
    case "partner_status":
      return input.status === undefined ? nothing : statusFields(input.status);
    default:
      return nothing;
  }
}
