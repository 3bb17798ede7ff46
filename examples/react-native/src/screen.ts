/** The state behind a screen, in the form that React's `useSyncExternalStore` takes. */
export class Screen<State> {
  private readonly listeners = new Set<() => void>();
  private control = new AbortController();

  constructor(private state: State) {}

  readonly getSnapshot = (): State => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** The screen is gone, and so is what it waited for. */
  readonly close = (): void => {
    this.control.abort();
  };

  protected show(state: State): void {
    this.state = state;
    this.listeners.forEach((listener) => listener());
  }

  /** A signal for new work; the work before it ends. */
  protected begin(): AbortSignal {
    this.control.abort();
    this.control = new AbortController();
    return this.control.signal;
  }
}
