/** The service: the simulator as WebAssembly, asked by the television and by the phone's browser. */
import type { FetchRequest, FetchResponse } from "tvpass/inline";

import type { Clock } from "./clock.js";
import bytes from "./generated/playground_bg.wasm";
import * as script from "./generated/playground_bg.js";

/** A host that cannot exist (RFC 2606): the address leads nowhere but into this page. */
export const BASE_URL = "https://simulator.invalid";

/** The one that asks. */
export type Sender = "Television" | "Phone";

export interface Request {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  /** As much of it as arrives. */
  readonly body: string;
  readonly delivery: "whole" | "truncated" | "lost";
  /** The request as a person can read it, if it was one to the API. */
  readonly entry: Entry | null;
}

/** A request to the API with its headers decoded, and what became of it. */
export interface Entry {
  readonly number: number;
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly endpoint: string | null;
  readonly status: number;
  readonly error: string | null;
  readonly reason: string | null;
  readonly delivery: Answer["delivery"];
  readonly headers: readonly { readonly name: string; readonly value: string; readonly unlisted: boolean }[];
  readonly fields: readonly (readonly [string, string])[];
}

/** A failure to come; `endpoint` is left out where any request may be hit. */
export interface Fault {
  readonly endpoint?: string;
  readonly kind: string | { readonly html: number };
  readonly times: number;
}

/** Is told of each request to the API. */
export type Witness = (entry: Entry, answer: Answer, sender: Sender) => void;

export class Simulator {
  readonly choices = JSON.parse(script.choices()) as { readonly endpoints: string[]; readonly scenarios: string[] };

  private constructor(
    private readonly service: script.Simulator,
    private readonly clock: Clock,
    private readonly witness: Witness,
  ) {}

  static async start(clock: Clock, witness: Witness): Promise<Simulator> {
    const imports = { "./playground_bg.js": script } as unknown as WebAssembly.Imports;
    const { instance } = await WebAssembly.instantiate(bytes, imports);
    script.__wbg_set_wasm(instance.exports);
    (instance.exports as { __wbindgen_start?: () => void }).__wbindgen_start?.();
    const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
    return new Simulator(new script.Simulator(BASE_URL, high, low), clock, witness);
  }

  /** Answers a request. */
  answer(request: Request, sender: Sender): Answer {
    const answer = JSON.parse(this.service.answer(this.clock.unix, JSON.stringify(request))) as Answer;
    if (answer.entry !== null) {
      this.witness(answer.entry, answer, sender);
    }
    return answer;
  }

  /** In place of the platform's `fetch`: the same answers, and the same errors where a connection breaks. */
  readonly fetch = async (url: string, { method, headers, body }: FetchRequest): Promise<FetchResponse> => {
    const { pathname, search } = new URL(url);
    // An answer takes its time, so that an application which waits for none is noticed.
    await new Promise((resolve) => setTimeout(resolve, LATENCY));
    const request = { method, target: pathname + search, headers: Object.entries(headers), body: body ?? "" };
    const answer = this.answer(request, "Television");
    if (answer.delivery === "lost") {
      throw new TypeError("the connection broke before an answer came");
    }
    return response(answer);
  };

  makeFail(fault: Fault): void {
    this.service.makeFail(JSON.stringify(fault));
  }

  clearFaults(): void {
    this.service.clearFaults();
  }

  /** Begins a scenario, or the normal course; gives its description. */
  begin(scenario: string): string {
    return this.service.begin(scenario);
  }
}

/** Milliseconds on the way of a request. */
const LATENCY = 40;

function response({ status, headers, body, delivery }: Answer): FetchResponse {
  return {
    status,
    headers: new Headers(headers.map(([name, value]): [string, string] => [name, value])),
    arrayBuffer: async () => {
      if (delivery === "truncated") {
        throw new TypeError("the connection broke within the answer");
      }
      return new TextEncoder().encode(body).buffer;
    },
  };
}
