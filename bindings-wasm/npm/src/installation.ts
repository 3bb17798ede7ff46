import { type Refusal, refusalOf, type UrlError } from "./errors.js";
import type { Installation as WasmInstallation } from "./generated/tvpass_bg.js";
import { load } from "./load.js";
import { bytes, fields, fieldsOf, module } from "./module.js";
import type { Turn, Unsaved } from "./steps.js";
import { locked, type Store } from "./store.js";
import { Bell } from "./wait.js";

/** The owner of an installation: the credentials of one application are no other's. */
export interface InstallationOwner {
  /** The service, a proxy or a simulator. */
  readonly baseUrl: string;
  readonly serviceProvider: string;
  readonly softwareStatement: string;
}

/** Why saved text was left behind: damaged, of another format, of another owner, or larger than an installation can be. */
export type RestoreError = "damaged" | "format" | "foreign" | "too_long";

/** The public state of an installation. */
interface State {
  readonly unsaved?: Unsaved;
  readonly mvpd?: string;
  readonly mvpdName?: string;
  readonly mvpdLogo?: string;
  readonly profileUntil?: number;
  readonly restoreError?: RestoreError;
}

/** The fields of the saved form that are read here. */
interface Kept {
  readonly authorization?: string;
  readonly code?: string;
  readonly code_until?: number;
  readonly code_is_complete?: boolean;
}

/** A code of a sign-in that has not ended, until a time of the wall clock. */
export interface PendingCode {
  readonly code: string;
  readonly until: number;
  /** Nothing is left to choose. */
  readonly isComplete: boolean;
}

/** Writes the saved form of an installation. */
export type Save = (saved: string) => void | Promise<void>;

/** The name of the state in a store. */
const STATE = "installation";

/**
 * One installation of the application: its credentials, its token, the MVPD that the viewer chose, and the code of a sign-in
 * that has not ended. However many flows work with it at once, it registers once and gets one token.
 *
 * @example
 * ```ts
 * const { baseUrl, serviceProvider, softwareStatement } = app;
 * const owner = { baseUrl, serviceProvider, softwareStatement };
 * const installation = Installation.open(owner, localStorage.getItem("tvpass") ?? "");
 * console.log(installation.mvpd, installation.restoreError);
 * ```
 */
export class Installation {
  readonly #installation: WasmInstallation;
  #saved: string;
  #store: Store | undefined;
  #writing: Promise<void> = Promise.resolve();
  #written: number | undefined;

  /** Turns of flows that did not wait for another. @internal */
  turns = 0;
  /** Bells for flows that wait. @internal */
  readonly bells = { online: new Bell(), turned: new Bell() };

  private constructor(installation: WasmInstallation, saved: string) {
    this.#installation = installation;
    this.#saved = this.#state().restoreError === undefined ? saved : "";
  }

  /**
   * Takes up what was saved, or begins as a new installation where nothing was. Where that is refused, `restoreError` says
   * why, and the installation is a new one.
   *
   * @throws {TvpassError} The base URL is no address.
   */
  static open({ baseUrl, serviceProvider, softwareStatement }: InstallationOwner, saved = ""): Installation {
    const owner = fields(fieldsOf({ baseUrl, serviceProvider, softwareStatement }));
    return new Installation(new (module().Installation)(owner, bytes(saved)), saved);
  }

  /**
   * Takes up what a store has, and shares it with all that use the store: what another tab has saved is read before each step
   * and before anything is overwritten, so that all of them have one registration and one token.
   *
   * @throws {TvpassError} The base URL is no address.
   */
  static async from(owner: InstallationOwner, store: Store): Promise<Installation> {
    await load();
    const installation = Installation.open(owner, await store.read(STATE));
    installation.#store = store;
    return installation;
  }

  /** Why the saved text was left behind, if it was. */
  get restoreError(): RestoreError | undefined {
    return this.#state().restoreError;
  }

  /** All that must survive a restart, as `save` is given it. It holds secrets. Empty as long as there is nothing to keep. */
  get saved(): string {
    return this.#state().unsaved?.saved ?? this.#saved;
  }

  /** The state to save, if it is not saved yet. Flows save by themselves; this is for changes between them. */
  get unsaved(): Unsaved | undefined {
    return this.#state().unsaved;
  }

  /** The MVPD that the viewer chose last. */
  get mvpd(): string | undefined {
    return this.#state().mvpd;
  }

  /** Its name, if it was remembered with one. */
  get mvpdName(): string | undefined {
    return this.#state().mvpdName;
  }

  /** The address of its logo, if it was remembered with one. */
  get mvpdLogo(): string | undefined {
    return this.#state().mvpdLogo;
  }

  /** The end of the profile that was seen last, in milliseconds since the Unix epoch, if anybody is known to be signed in. */
  get profileUntil(): number | undefined {
    return this.#state().profileUntil;
  }

  /** The value of `Authorization`, a secret, if there is a token; it may have expired. */
  get authorization(): string | undefined {
    return this.#kept().authorization;
  }

  /** The store that it shares with others, if it does. @internal */
  get store(): Store | undefined {
    return this.#store;
  }

  /** The code that is kept for a sign-in that has not ended. @internal */
  get pending(): PendingCode | undefined {
    const { code, code_until, code_is_complete = false } = this.#kept();
    return code === undefined ? undefined : { code, until: code_until ?? 0, isComplete: code_is_complete };
  }

  /** The state of this revision was written, by a host that does so itself. */
  markSaved({ saved, revision }: Unsaved): void {
    this.#saved = saved;
    this.#installation.mark_saved(revision);
  }

  /** Remembers the MVPD that the viewer chose, with name and logo for the question whether it still is the one; or forgets it. */
  remember(mvpd: string | undefined, name = "", logo = ""): void {
    if (!this.#installation.remember(mvpd ?? "", name, logo)) {
      throw new RangeError("there is no room for this MVPD");
    }
  }

  /** Forgets everything, as for a device that changes hands. */
  reset(): void {
    this.#installation.reset();
  }

  /**
   * Changes it in its store: reads what others have saved, changes that, and writes it.
   *
   * @example
   * ```ts
   * await app.installation.update((installation) => installation.reset());
   * ```
   */
  async update(change: (installation: Installation) => void, save?: Save): Promise<void> {
    await this.#shared(new AbortController().signal, async () => {
      change(this);
      const { unsaved } = this;
      if (unsaved !== undefined) {
        await this.write(unsaved, save);
      }
    });
  }

  /** The network is back: flows that wait try again at once. Browsers say it by themselves. */
  online(): void {
    this.bells.online.ring();
  }

  /** Lets a flow decide, and writes what that has changed, before another tab reads or writes. @internal */
  decide(decide: () => Turn, save: Save | undefined, signal: AbortSignal): Promise<Turn> {
    return this.#shared(signal, async () => {
      const turn = decide();
      if (turn.unsaved !== undefined) {
        await this.write(turn.unsaved, save);
      }
      return turn;
    });
  }

  /** Takes up what others have saved since; `true` if they have. @internal */
  async refresh(): Promise<boolean> {
    const saved = (await this.#store?.read(STATE)) ?? this.#saved;
    if (saved === this.#saved) {
      return false;
    }
    // What is damaged in the store is no reason to forget what is known here.
    const isGood = this.#installation.restore(bytes(saved));
    if (isGood) {
      this.#saved = saved;
    } else {
      this.#installation.restore(bytes(this.#saved));
    }
    return isGood;
  }

  /** Writes one state after the other, and each once. @internal */
  write(unsaved: Unsaved, save: Save = () => {}): Promise<void> {
    if (this.#written !== unsaved.revision) {
      this.#written = unsaved.revision;
      const write = async () => {
        try {
          await this.#store?.write(STATE, unsaved.saved);
          await save(unsaved.saved);
          this.markSaved(unsaved);
        } finally {
          // A state that could not be written is tried again.
          if (this.#written === unsaved.revision) {
            this.#written = undefined;
          }
        }
      };
      this.#writing = this.#writing.then(write, write);
    }
    return this.#writing;
  }

  /** Lets a flow take a turn. @internal */
  turn(take: (installation: WasmInstallation) => string): Turn {
    const turn = answered<Turn>(take(this.#installation));
    if (turn.step.kind !== "await_other") {
      this.turns += 1;
      this.bells.turned.ring();
    }
    return turn;
  }

  /** Runs `work` while nobody else uses the store, with what they have left there. */
  async #shared<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
    if (this.#store === undefined) {
      return work();
    }
    return locked(this.#store, STATE, signal, async () => {
      await this.refresh();
      return work();
    });
  }

  #kept(): Kept {
    const { saved } = this;
    return saved === "" ? {} : (JSON.parse(saved) as Kept);
  }

  #state(): State {
    return answered(this.#installation.state());
  }
}

function answered<Answer extends object>(text: string): Answer {
  const answer = JSON.parse(text) as Answer | { error: Refusal | UrlError };
  if ("error" in answer) {
    throw refusalOf(answer.error);
  }
  return answer;
}
