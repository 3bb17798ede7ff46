/** The globals of React Native that the example uses. An application has them from React Native's own types, and not this file. */
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

interface AbortSignal {
  readonly aborted: boolean;
}
