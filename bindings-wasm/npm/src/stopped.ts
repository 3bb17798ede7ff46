import type { EnhancedError } from "./generated/wire.js";
import type { Actor, StopReason } from "./steps.js";

/**
 * Thrown where a flow cannot go on: `actor` says who has to act, `reason` why, and `cause` is the error behind it, if there
 * is one: that of `fetch` where the network has to act.
 *
 * @example
 * ```ts
 * try {
 *   await register(app);
 * } catch (error) {
 *   console.log(error instanceof FlowStopped && error.actor);
 * }
 * ```
 */
export class FlowStopped extends Error {
  override readonly name = "FlowStopped";

  constructor(
    readonly actor: Actor,
    readonly reason: StopReason,
    readonly cause?: unknown,
  ) {
    super(`the flow stopped, and the ${actor} has to act: ${reason.kind}${detail(reason)}`);
  }
}

function detail(reason: StopReason): string {
  if (reason.kind === "failure") {
    const { failure } = reason;
    return `: ${failure.kind}${failure.kind === "service" ? code(failure.error) : ""}`;
  }
  return reason.kind === "code_replaced" ? code(reason.error) : "";
}

function code(error: EnhancedError): string {
  return error.code === undefined ? "" : ` ${error.code}`;
}
