import { Linked, throwIfAborted, unlessAborted } from "./abort.js";
import { Flow, type FlowKind, type FlowSettings } from "./flow.js";
import type { Installation } from "./installation.js";
import { send } from "./send.js";
import type { FlowEvent, Outcome, Question } from "./steps.js";
import { FlowStopped } from "./stopped.js";
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
  const flow = new Flow(kind, installation, settings);
  const run = new Linked(world.signal);
  const { signal } = run;
  const clock = world.now ?? now;
  let event: FlowEvent = { kind: "start" };
  let cause: unknown;
  try {
    for (;;) {
      throwIfAborted(signal);
      // 1. Decide.
      const { unsaved, step } = flow.handle(event, clock());
      const { turns } = installation;
      // 2. Save.
      if (unsaved !== undefined) {
        await unlessAborted(installation.write(unsaved, world.save), signal);
        throwIfAborted(signal);
      }
      // 3. Do what the step says; 4. say what came of it.
      switch (step.kind) {
        case "send":
          ({ event, cause } = await send(settings.baseUrl, step.request, world, signal));
          break;
        case "await":
        case "await_other":
        case "sleep": {
          const until = step.kind === "await" ? Infinity : step.until;
          const isOther = step.kind === "await_other";
          // A turn that was taken while the store wrote counts as well.
          const milliseconds = isOther && installation.turns !== turns ? 0 : Math.max(0, until - clock().monotonic);
          const { online, turned } = installation.bells;
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
          break;
        case "done":
          return step.outcome;
        case "stop":
          throw new FlowStopped(step.actor, step.reason, cause);
      }
    }
  } finally {
    run.end();
    // No other flow is to wait for one that was given up.
    flow.cancel();
  }
}
