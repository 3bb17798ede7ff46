import { FlowStopped, TvpassError } from "tvpass";

import { wasKnown } from "./code.js";

/** The device that showed the code is signed in already. */
export class UsedCode extends Error {}

const NO_CODE = "This is not a code. It has letters and digits only, and your TV shows it in full.";

/** The failure, in words for the person at the page. */
export function explain(error: unknown, code: string): string {
  if (error instanceof TvpassError && error.refusal.kind === "invalid_argument") {
    return NO_CODE;
  }
  if (!(error instanceof FlowStopped)) {
    return "Something went wrong on this page. Please load it again.";
  }
  const { actor, reason } = error;
  const failure = reason.kind === "failure" ? reason.failure : undefined;
  if (failure?.kind === "service" && failure.error.code === "invalid_authentication_session") {
    return wasKnown(code)
      ? "This code has expired. Ask your TV for a new one."
      : "We do not know this code. Check it letter by letter; if your TV shows another by now, type that one.";
  }
  if (failure?.kind === "service" && failure.error.code === "invalid_parameter_code") {
    return NO_CODE;
  }
  switch (actor) {
    case "network":
      return "There is no connection to the service. Check yours, then try again.";
    case "service":
      return "The service is busy. Wait a moment, then try again.";
    default:
      return "The service does not accept this page. Its maker has to mend that.";
  }
}
