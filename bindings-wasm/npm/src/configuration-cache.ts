import type { Request } from "./calls.js";
import type { FlowEvent } from "./steps.js";

/** An answer of the service. */
type Response = Extract<FlowEvent, { kind: "response" }>;

/** The question of a request for the list, as far as its answer depends on it: on the device and its platform, not on the token. */
export function questionOf(baseUrl: string, { method, target, headers }: Request): string | undefined {
  const { Authorization, ...others } = headers;
  return method === "GET" && /^\/api\/v2\/[^/]+\/configuration$/.test(target) ? JSON.stringify([baseUrl, target, others]) : undefined;
}

/** The last list of MVPDs, in memory: it changes seldom, is long, and is asked for by each picker (R23). */
export class ConfigurationCache {
  private kept: { readonly question: string; readonly response: Response; readonly until: number } | undefined;

  /** The answer to the same question, if it is young enough. */
  find(question: string, now: number): Response | undefined {
    const { kept } = this;
    return kept?.question === question && now < kept.until ? kept.response : undefined;
  }

  /** Keeps the answer, if it is a list. */
  keep(question: string, event: FlowEvent, until: number): void {
    if (event.kind === "response" && event.status === 200) {
      this.kept = { question, response: event, until };
    }
  }

  forget(): void {
    this.kept = undefined;
  }
}
