import { type EnhancedError, FlowStopped, type StopReason } from "tvpass";

import { advancedCodes } from "./advanced-codes.js";
import type { AdvancedStatus } from "./shape.js";

/** For reasons that the SDK had no code for. */
const INTERNAL = "500";

/** The SDK's word for the reason of a stop; a store that fails is told apart. @internal */
export function stopStatus(error: unknown, resource?: string): AdvancedStatus {
  const errorId = error instanceof FlowStopped ? advancedCode(error.reason) : "LS011";
  const message = error instanceof Error ? error.message : String(error);
  return { errorId, level: "Error", message, ...(resource === undefined ? {} : { resource }) };
}

/** A denial, as the SDK said it. @internal */
export function denialStatus(error: EnhancedError, resource: string): AdvancedStatus {
  return { errorId: codeOf(error.code), level: "Warning", message: words(error), resource };
}

/** The service's words for people. @internal */
export function words(error: EnhancedError | undefined): string {
  return [error?.message, error?.details].filter((text) => text !== undefined).join(" ");
}

/** The code of the SDK for what stopped a flow. @internal */
export function advancedCode(reason: StopReason): string {
  if (reason.kind !== "failure") {
    return codeOf(reason.kind);
  }
  const { failure } = reason;
  switch (failure.kind) {
    case "service":
      return codeOf(failure.error.code);
    case "registration":
      return codeOf(failure.error);
    default:
      return codeOf(failure.kind);
  }
}

function codeOf(key: string | undefined): string {
  return (key === undefined ? undefined : advancedCodes[key]) ?? INTERNAL;
}
