import { Linked, throwIfAborted, unlessAborted } from "./abort.js";
import { Flow, type FlowKind, type FlowSettings } from "./flow.js";
import type { Installation } from "./installation.js";
import { tell } from "./observer.js";
import { Exchanges } from "./send.js";
import type { NetworkProblem } from "./problem.js";
import type { FlowEvent, Outcome, Question } from "./steps.js";
import { FlowStopped } from "./stopped.js";
import { RegistrationLock } from "./tabs.js";
import { pause, sleep, Wish } from "./wait.js";
import { now, type World } from "./world.js";

/** Answers a question: with what came of it. */
export type Answer = (question: Question, signal: AbortSignal) => Promise<FlowEvent>;

/** Runs a flow to its end. */
export async function drive(
  kind: FlowKind,
  installation: Installation,
  settings: FlowSettings,
  world: World,
  answer: Answer,
  wish: Wish = new Wish(),
): Promise<Outcome> {
  let flow = new Flow(kind, installation, settings);
  const run = new Linked(world.signal);
  const { signal } = run;
  const clock = world.now ?? now;
  const exchanges = new Exchanges(settings.baseUrl, world, installation.configurations);
  const registration = new RegistrationLock(installation, signal);
  let event: FlowEvent = { kind: "start" };
  let cause: unknown;
  let problem: NetworkProblem | undefined;
  try {
    for (;;) {
      throwIfAborted(signal);
      // 1. Decide; 2. save.
      let turns = 0;
      const decide = () => {
        const turn = flow.handle(event, clock());
        ({ turns } = installation);
        return turn;
      };
      const { step } = await unlessAborted(installation.decide(decide, world, signal), signal);
      throwIfAborted(signal);
      if (await registration.enter(step)) {
        flow.cancel();
        flow = new Flow(kind, installation, settings);
        event = { kind: "start" };
        continue;
      }
      // 3. Do what the step says; 4. say what came of it.
      switch (step.kind) {
        case "send":
          ({ event, cause, problem } = await exchanges.sendOrFind(step.request, signal));
          break;
        case "await":
        case "await_other":
        case "sleep": {
          const until = step.kind === "await" ? Infinity : step.until;
          const isOther = step.kind === "await_other";
          // A turn that was taken while the store wrote counts as well.
          const milliseconds = isOther && installation.turns !== turns ? 0 : Math.max(0, until - clock().monotonic);
          const { online, turned } = installation.bells;
          tell(world.onEvent, { kind: "pause", milliseconds });
          event = await pause({
            milliseconds,
            sleep: world.sleep ?? sleep,
            signal,
            wish,
            online,
            ...(isOther ? { turned } : {}),
          });
          break;
        }
        case "ask":
          event = await unlessAborted(answer(step.question, signal), signal);
          if (event.kind === "reload") {
            exchanges.reload();
          }
          break;
        case "done":
          return step.outcome;
        case "stop":
          throw new FlowStopped(step.actor, step.reason, cause, problem);
      }
    }
  } finally {
    run.end();
    registration.leave();
    // No other flow is to wait for one that was given up.
    flow.cancel();
  }
}
