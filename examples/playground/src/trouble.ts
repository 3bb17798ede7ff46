/** Failures, scenarios and time, by click. */
import type { Clock } from "./clock.js";
import { button, element } from "./dom.js";
import type { Fault, Simulator } from "./simulator.js";

/** The failures, by the names that the page gives them. */
const FAULTS: readonly (readonly [string, Fault["kind"]])[] = [
  ["Request lost", "request_lost"],
  ["Answer lost", "answer_lost"],
  ["Answer cut short", "answer_truncated"],
  ["401 token refused", "unauthorized"],
  ["429 too many requests", "throttled"],
  ["500 service broken", "internal_server_error"],
  ["502 page of a proxy", { html: 502 }],
];

/** Steps of the clock: past a poll, a code, an access token, a sign-in. */
const STEPS: readonly (readonly [string, number])[] = [
  ["1 minute", 60_000],
  ["31 minutes", 31 * 60_000],
  ["25 hours", 25 * 3_600_000],
  ["31 days", 31 * 86_400_000],
];

/** Fills the part of the page with its controls. */
export function controls(part: HTMLElement, simulator: Simulator, clock: Clock): void {
  const told = element("p", { class: "told", role: "status" }, "All goes its normal course.");
  const tell = (words: string) => {
    told.textContent = words;
  };
  part.append(failures(simulator, tell), time(clock, tell), scenarios(simulator, tell), told);
}

function failures(simulator: Simulator, tell: (words: string) => void): HTMLElement {
  const endpoint = select("endpoint", "the next request", simulator.choices.endpoints);
  const times = element("input", { id: "times", type: "number", min: "1", max: "99", value: "1" });
  const ask = (name: string, kind: Fault["kind"]) => () => {
    const count = Math.max(1, Math.min(99, Number(times.value) || 1));
    simulator.makeFail({ kind, times: count, ...(endpoint.value === "" ? {} : { endpoint: endpoint.value }) });
    tell(`Asked for: ${name}, for ${count === 1 ? "one request" : `${count} requests`}${endpoint.value === "" ? "" : ` of ${endpoint.value}`}.`);
  };
  const clear = () => {
    simulator.clearFaults();
    tell("No failure is to come.");
  };
  return group(
    "Failures",
    line(field("Hits", endpoint), field("How often", times)),
    line(...FAULTS.map(([name, kind]) => button(name, ask(name, kind))), button("No more failures", clear, { class: "quiet" })),
  );
}

function time(clock: Clock, tell: (words: string) => void): HTMLElement {
  const pass = (name: string, milliseconds: number) => () => {
    clock.skip(milliseconds);
    tell(`${name} passed: it is ${new Date(clock.unix).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })}.`);
  };
  return group("Let time pass", line(...STEPS.map(([name, milliseconds]) => button(name, pass(name, milliseconds)))));
}

function scenarios(simulator: Simulator, tell: (words: string) => void): HTMLElement {
  const scenario = select("scenario", "the normal course", simulator.choices.scenarios);
  const begin = () => {
    const description = simulator.begin(scenario.value);
    tell(description === "" ? "All goes its normal course." : description);
  };
  return group("Scenario", line(field("Ready one", scenario), button("Begin", begin)));
}

function group(title: string, ...content: HTMLElement[]): HTMLElement {
  return element("fieldset", {}, element("legend", {}, title), ...content);
}

function line(...content: HTMLElement[]): HTMLElement {
  return element("div", { class: "line" }, ...content);
}

function field(label: string, control: HTMLElement): HTMLElement {
  return element("div", {}, element("label", { for: control.id }, label), control);
}

function select(id: string, first: string, names: readonly string[]): HTMLSelectElement {
  return element("select", { id }, element("option", { value: "" }, first), ...names.map((name) => element("option", {}, name)));
}
