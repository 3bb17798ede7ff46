/** The part of `fetch` that the package needs: less than the platform has, so that another is easily written. */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchResponse>;

/** A request as `fetch` takes it. */
export interface FetchRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
  /** Cookies have no part in the protocol. */
  readonly credentials: "omit";
  /** A cached answer would be a profile of yesterday. */
  readonly cache: "no-store";
  /** The protocol has no redirects; to follow one would hand the token to whoever sent it. */
  readonly redirect: "manual";
  readonly signal: AbortSignal;
}

/** A response as `fetch` gives it. */
export interface FetchResponse {
  /** Zero where a browser hides a redirect. */
  readonly status: number;
  /** `retry-after` and `content-length` are read, where they can be. */
  readonly headers?: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
}

declare global {
  // The types of the package hold without the library of the DOM; with it these add nothing.
  interface AbortSignal {}
  namespace WebAssembly {
    interface Module {}
  }
}
