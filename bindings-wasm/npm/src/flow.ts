import type { ReadyHeaders, Sender } from "./calls.js";
import type { Flow as WasmFlow } from "./generated/tvpass_bg.js";
import type { Installation, InstallationOwner } from "./installation.js";
import { bytes, fields, fieldsOf, headed, module } from "./module.js";
import { statusFields } from "./status.js";
import type { FlowEvent, Turn } from "./steps.js";
import { now, type Now } from "./world.js";

/** Settings that a flow does not change while it runs: the application, and the arguments of the flow. */
export interface FlowSettings extends InstallationOwner {
  /** All that are ready; `Authorization` is the flow's own. A function is asked again before each turn, for what changes. */
  readonly headers: ReadyHeaders | (() => ReadyHeaders);
  readonly sender?: Sender;
  /** The URL to which user agents return, if the registration is to name it. */
  readonly redirectUri?: string;
  /** Milliseconds between two polls; less than 3,001 counts as 3,001. */
  readonly pollInterval?: number;
  /** The MVPD, where it is known before the flow begins; decisions and logout take the one of the last sign-in otherwise. */
  readonly mvpd?: string;
  /** The domain of the application, for the login page. */
  readonly domainName?: string;
  /** The address that the login page, or that of a logout, returns to. */
  readonly redirectUrl?: string;
  /** A sign-in on this device, in a user agent; else on another one, to which this one shows a code. */
  readonly opensPage?: boolean;
  /** A sign-in whose MVPD is chosen on this device. */
  readonly picks?: boolean;
  /** A sign-in that asks for no profile first, after a partner's. */
  readonly skipsLookup?: boolean;
  /** The code that a person typed, for a second screen. */
  readonly code?: string;
  /** The partner whose framework signs the viewer in; Apple, unless told otherwise. */
  readonly partner?: string;
  /** The framework's answer, for the completion of a partner's sign-in. */
  readonly saml?: string;
  /** The resource to authorize. */
  readonly resource?: string;
  /** The resources to preauthorize. */
  readonly resources?: readonly string[];
  /** The application's own name of the person, for a service token: a secret, the same on all devices of the person. */
  readonly identifier?: string;
  /** A code that another device shows, as it was typed, for a service token. */
  readonly linkCode?: string;
  /** The devices to take out of the sign-in, by their ids in the list. */
  readonly devices?: readonly string[];
  /** The number of resources that one request of a preauthorization names: five, unless Adobe configured another. */
  readonly preauthorizeLimit?: number;
}

/** The flows, by their names. */
export interface FlowKinds {
  registration: true;
  check_sign_in: true;
  sign_in: true;
  second_screen: true;
  partner_sign_in: true;
  partner_completion: true;
  preauthorization: true;
  authorization: true;
  logout: true;
}

/** The name of a flow. */
export type FlowKind = keyof FlowKinds;

const nothing = new Uint8Array();

/**
 * A flow as it is, for those who drive it themselves: `handle` an event, the first being `start`; write what is `unsaved` to
 * the store, and say so to `markSaved`, and `savedServiceToken`, if there is any, to a store of secrets; only then do what the step says; and so on with what came of that, until `done` or
 * `stop`. Each step is a plain value, and there is nothing to free.
 *
 * @example
 * ```ts
 * const { installation, baseUrl, serviceProvider, softwareStatement } = app;
 * const flow = new Flow("sign_in", installation, { baseUrl, serviceProvider, softwareStatement, headers: {} });
 * const { unsaved, step } = flow.handle({ kind: "start" });
 * if (unsaved !== undefined) {
 *   localStorage.setItem("tvpass", unsaved.saved);
 *   installation.markSaved(unsaved);
 * }
 * if (step.kind === "send") {
 *   console.log(step.request.target);
 * }
 * ```
 */
export class Flow {
  /** Gone when the flow has ended, so that its memory is free at once. */
  private flow: WasmFlow | undefined;
  private readonly installation: Installation;
  /** The fields of headers that change. */
  private readonly headers: (() => Uint8Array) | undefined;

  constructor(kind: FlowKind, installation: Installation, { headers, ...settings }: FlowSettings) {
    this.installation = installation;
    const isFixed = typeof headers !== "function";
    const fixed = isFixed ? fieldsOf(headers, ":") : [];
    this.flow = new (module().Flow)(fields([["flow", kind], ...fieldsOf(settings), ...fixed]));
    const sender = fieldsOf({ sender: settings.sender });
    this.headers = isFixed ? undefined : () => fields([...sender, ...fieldsOf(headers(), ":")]);
  }

  /**
   * Decides what to do after an event.
   *
   * @throws {TvpassError} An argument of the flow cannot be used, or the event is none of this flow.
   */
  handle(event: FlowEvent, { monotonic, unix, random }: Now = now()): Turn {
    const flow = this.flow;
    if (flow === undefined) {
      return { step: { kind: "stop", actor: "integrator", reason: { kind: "not_running" } } };
    }
    if (this.headers !== undefined) {
      flow.set_headers(this.headers());
    }
    const status = "status" in event && typeof event.status === "number" ? event.status : 0;
    const delay = event.kind === "retry_after" ? event.delay : 0;
    const turn = this.installation.turn((installation) =>
      flow.handle(installation, status, delay, monotonic, unix, random, headed(event.kind, "", came(event))),
    );
    if (turn.step.kind === "done" || turn.step.kind === "stop") {
      flow.free();
      this.flow = undefined;
    }
    return turn;
  }

  /** Gives the flow up, if it has not ended, so that no other waits for it. */
  cancel(): void {
    try {
      this.handle({ kind: "cancel" });
    } catch {
      // A flow that never began.
    }
  }
}

/** The bytes that came with an event: a body, a text, or a status. */
function came(event: FlowEvent): Uint8Array {
  switch (event.kind) {
    case "response":
      return event.body;
    case "chosen":
      return bytes(event.mvpd);
    case "link_code":
      return bytes(event.code);
    case "status":
      return event.status === undefined ? nothing : statusFields(event.status);
    default:
      return nothing;
  }
}
