import type { EnhancedError } from "./generated/wire.js";
import type { NetworkProblem } from "./problem.js";
import type { Actor, StopReason } from "./steps.js";

/**
 * Thrown where a flow cannot go on: `actor` says who has to act, `reason` why, `problem` what is wrong with the network, and
 * `cause` is the error behind that, as `fetch` gave it.
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
    readonly problem?: NetworkProblem,
  ) {
    super(`the flow stopped, and the ${actor} has to act: ${reason.kind}${detail(reason)}${problem === undefined ? "" : `, ${problem}`}`);
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
