/** The time of the television and of the service: that of the machine, moved on by whoever has no patience. */
export class Clock {
  private ahead = 0;
  private readonly sleepers = new Set<() => void>();

  /** As the flows of the package take it. */
  readonly now = () => ({ monotonic: performance.now() + this.ahead, unix: this.unix, random: Math.random() * 0x1_0000_0000 });

  /** Milliseconds since the Unix epoch. */
  get unix(): number {
    return Date.now() + this.ahead;
  }

  /** Lets time pass at once. */
  skip(milliseconds: number): void {
    this.ahead += milliseconds;
    this.sleepers.forEach((wake) => wake());
  }

  /** Waits, or until the signal. */
  readonly sleep = (milliseconds: number, signal: AbortSignal) => {
    const end = this.now().monotonic + milliseconds;
    return new Promise<void>((resolve, reject) => {
      let timer = 0;
      const look = () => {
        clearTimeout(timer);
        const rest = end - this.now().monotonic;
        if (signal.aborted || rest <= 0) {
          this.sleepers.delete(look);
          signal.removeEventListener("abort", look);
          signal.aborted ? reject(signal.reason) : resolve();
        } else {
          timer = setTimeout(look, Math.min(rest, LONGEST_TIMER));
        }
      };
      this.sleepers.add(look);
      signal.addEventListener("abort", look);
      look();
    });
  };
}

/** Timers know no longer time. */
const LONGEST_TIMER = 0x7fff_ffff;
