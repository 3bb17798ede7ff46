/** The programs of a sign-in: simulator and television. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The value of a variable that the environment has to set. */
function named(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) {
    throw new Error(`${variable} has to be set`);
  }
  return value;
}

/** A program with its lines of output. */
class Program {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(path: string, options: string[]) {
    const child = spawn(path, options, { stdio: ["ignore", "pipe", "inherit"] });
    this.#child = child;
    this.#lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  }

  /** The first line that `find` finds something in. */
  async find<Found>(find: (line: string) => Found | undefined): Promise<Found> {
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done === true) {
        throw new Error("the program ended before it said what was waited for");
      }
      const found = find(value);
      if (found !== undefined) {
        return found;
      }
    }
  }

  stop(): void {
    this.#child.kill();
  }
}

/** A simulator that serves the page that was built. */
export async function startSimulator(): Promise<{ url: string; stop: () => void }> {
  const program = new Program(named("TVPASS_SIMULATOR"), ["--port", "0", "--no-throttle", "--pages", "dist"]);
  const url = await program.find((line) => /^Service +(\S+)$/.exec(line)?.[1]);
  return { url, stop: () => program.stop() };
}

/** The events of the living room, as far as the tests look. */
interface TelevisionEvent {
  readonly event: string;
  readonly code?: string;
  readonly mvpd?: string;
  readonly activation_url?: string;
}

/** The living room, waiting for a person. */
export class Television {
  readonly #program: Program;

  constructor(server: string) {
    const options = ["--json", "--no-auto", "--poll-interval", "3", "--server", server];
    this.#program = new Program(named("TVPASS_LIVING_ROOM"), options);
  }

  /** The next event of that name. */
  async event(name: string): Promise<TelevisionEvent> {
    return this.#program.find((line) => {
      const event = JSON.parse(line) as TelevisionEvent;
      return event.event === name ? event : undefined;
    });
  }

  stop(): void {
    this.#program.stop();
  }
}

/** The file of a screenshot of this name. */
export function screenshot(name: string): string {
  const folder = named("SCREENSHOTS");
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}
