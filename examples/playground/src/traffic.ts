/** The requests to the API, the newest first, with their headers decoded. */
import { button, element } from "./dom.js";
import type { Answer, Entry, Sender } from "./simulator.js";

/** A request of the list, as it is saved. */
interface Exchange extends Entry {
  readonly from: Sender;
  readonly response: unknown;
}

/** Requests that are kept. */
const MOST = 200;

/** Letters of a text within a response. */
const LONGEST_TEXT = 60;

/** Names of fields of responses whose values are secrets. */
const SECRETS = new Set(["client_id", "client_secret", "access_token", "serializedToken", "serviceToken", "jws"]);

/** Letters of a secret: enough to tell two apart. */
const SHOWN_OF_SECRET = 6;

export class Traffic {
  private exchanges: Exchange[] = [];
  private readonly list = element("div", { class: "list" });
  private readonly none = element("p", { class: "aside" }, "No request yet: sign in on the television.");

  constructor(part: HTMLElement) {
    part.append(
      element("p", { class: "aside" }, "Each request to the API. Open one to see its headers decoded, its fields and its response; secrets are cut short."),
      element(
        "div",
        { class: "line" },
        button("Save as JSON", () => this.save()),
        button("Forget these requests", () => this.clear(), { class: "quiet" }),
      ),
      this.none,
      this.list,
    );
  }

  readonly add = (entry: Entry, answer: Answer, from: Sender): void => {
    const exchange = { ...entry, from, response: readable(answer.body) };
    this.exchanges = [exchange, ...this.exchanges].slice(0, MOST);
    this.list.prepend(row(exchange));
    while (this.list.children.length > MOST) {
      this.list.lastElementChild?.remove();
    }
    this.none.hidden = true;
  };

  private clear(): void {
    this.exchanges = [];
    this.list.replaceChildren();
    this.none.hidden = false;
  }

  private save(): void {
    const text = JSON.stringify([...this.exchanges].reverse(), null, 2);
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    element("a", { href: url, download: "tvpass-traffic.json" }).click();
    URL.revokeObjectURL(url);
  }
}

function row(exchange: Exchange): HTMLElement {
  const { at, from, method, path, status, error } = exchange;
  const time = new Date(at).toISOString().slice(11, 19);
  const outcome = `${status}${error === null ? "" : ` ${error}`}${fate(exchange)}`;
  const isBad = status >= 400 || exchange.delivery !== "whole";
  return element(
    "details",
    {},
    element(
      "summary",
      {},
      element("span", { class: "time" }, time),
      element("span", { class: "from" }, from),
      element("b", {}, method),
      element("span", { class: "path" }, path),
      element("span", { class: isBad ? "outcome bad" : "outcome" }, outcome),
    ),
    table(exchange),
  );
}

function fate({ delivery }: Entry): string {
  return { whole: "", truncated: ", cut short", lost: ", lost" }[delivery];
}

function table({ endpoint, reason, headers, fields, response }: Exchange): HTMLElement {
  const rows: (readonly [string, string])[] = [["Endpoint", endpoint ?? "none"]];
  if (reason !== null) {
    rows.push(["Refused because", reason]);
  }
  for (const { name, value, unlisted } of headers) {
    rows.push([unlisted ? `${name} (not listed for this endpoint)` : name, value]);
  }
  rows.push(...fields);
  rows.push(["Response", typeof response === "string" ? response : JSON.stringify(response, null, 2)]);
  const line = ([name, value]: readonly [string, string]) =>
    element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, element("pre", {}, value)));
  return element("table", {}, element("tbody", {}, ...rows.map(line)));
}

/** A body as a value with secrets and long texts cut short; as text, if it is no JSON. */
function readable(body: string): unknown {
  const short = (name: string, value: unknown) =>
    typeof value === "string" ? cut(value, SECRETS.has(name) ? SHOWN_OF_SECRET : LONGEST_TEXT) : value;
  try {
    return JSON.parse(body, short);
  } catch {
    return body === "" ? "(nothing)" : cut(body, 10 * LONGEST_TEXT);
  }
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}… (${text.length} characters)` : text;
}
