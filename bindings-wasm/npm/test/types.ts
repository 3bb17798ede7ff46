/** The types that TypeScript knows: this file only has to compile, and what is marked as an error has to be one. */
import { type App, type Configuration, type Decoded, decodeResponse, encodeRequest, Flow, logout, type Outcome, type Session, signIn, type Step } from "tvpass";
import { linkDevice, serviceToken } from "tvpass/single-sign-on";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<_ extends true>(): void {}

// A response is narrowed by its kind.
const decoded = decodeResponse("create_session", 200, "");
is<Same<typeof decoded, Decoded<Session>>>();
if (decoded.kind === "answer") {
  is<Same<typeof decoded.answer, Session>>();
  is<Same<typeof decoded.answer.notAfter, number | undefined>>();
  // @ts-expect-error An answer has no error.
  void decoded.error;
} else if (decoded.kind === "service") {
  is<Same<typeof decoded.httpStatus, number>>();
}

// Known values are completed, and unknown ones are values all the same.
if (decoded.kind === "answer") {
  const known: boolean = decoded.answer.actionName === "authenticate";
  const unknown: boolean = decoded.answer.actionName === "something new";
  void [known, unknown];
}

// A call takes its own parameters.
encodeRequest("profile_code", { serviceProvider: "REF30", code: "8ADF2" });
// @ts-expect-error The code is missing.
encodeRequest("profile_code", { serviceProvider: "REF30" });
// @ts-expect-error A page that a user agent opens is not sent.
encodeRequest("authenticate", { serviceProvider: "REF30", code: "8ADF2" });
// @ts-expect-error The protocol has no such header.
encodeRequest("profiles", { serviceProvider: "REF30" }, { "X-Unknown": "" });

// Every step and every outcome is told apart by its kind, and no number is a bigint.
export function look(step: Step): string | number {
  switch (step.kind) {
    case "send":
      return step.request.target;
    case "await":
      return "";
    case "await_other":
    case "sleep":
      return step.until;
    case "ask":
      return step.question.kind === "show_code" ? step.question.expiresAt : step.question.kind;
    case "done":
      return outcome(step.outcome);
    case "stop":
      return step.actor;
  }
}

function outcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case "signed_in":
      return outcome.profile.mvpd;
    case "remembered":
      return outcome.mvpd;
    case "granted":
      return outcome.access;
    case "permitted":
    case "denied":
      return outcome.decision.resource;
    case "preauthorized":
      return outcome.permitted.join();
    case "registered":
    case "sign_in_needed":
    case "signed_out":
    case "ask_framework":
    case "basic":
    case "token_kept":
    case "linked":
      return outcome.kind;
    case "devices":
      return outcome.devices.map(({ id }) => id).join();
    case "unlinked":
      return outcome.unlinkedDevices.join();
    case "without_single_sign_on":
      return outcome.reason;
  }
}

// A sign-in ends in one of two ways.
is<Same<Awaited<ReturnType<typeof signIn>>["kind"], "signed_in" | "granted">>();
// @ts-expect-error Who signs in has to say as what application.
void (() => signIn({ showCode: () => {} }));
declare const app: App;
// @ts-expect-error Without a way to show a code or to open a page there is no sign-in.
void (() => signIn(app));
// @ts-expect-error On this device somebody has to choose the MVPD, unless it is known.
void (() => signIn({ ...app, openUrl: () => {} }));
void (() => signIn({ ...app, mvpd: "Cablevision", openUrl: () => {} }));
void (() => signIn({ ...app, openUrl: () => {}, chooseMvpd: async () => "Cablevision" }));
// @ts-expect-error A viewer signs in here or there.
void (() => signIn({ ...app, openUrl: () => {}, chooseMvpd: async () => "Cablevision", showCode: () => {} }));
// @ts-expect-error The provider's page has to return somewhere.
void (() => logout({ ...app }));
// A person is named once.
void (() => serviceToken({ identifier: "household-19" }, app));
// @ts-expect-error A link code leads to a person of its own.
void (() => serviceToken({ identifier: "household-19", linkCode: "407315" }, app));
// @ts-expect-error A link code has to be shown.
void (() => linkDevice(app));
// @ts-expect-error There is nothing to free.
void (() => Flow.prototype.free());
export type Mvpds = Configuration["mvpds"];
