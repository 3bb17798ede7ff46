import { refusalOf, type Refusal, type UrlError } from "./errors.js";
import type { Installation as WasmInstallation } from "./generated/tvpass_bg.js";
import { bytes, fields, fieldsOf, module } from "./module.js";
import type { Turn, Unsaved } from "./steps.js";
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
    const { saved } = this;
    return saved === "" ? undefined : (JSON.parse(saved) as { authorization?: string }).authorization;
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

  /** The network is back: flows that wait try again at once. Browsers say it by themselves. */
  online(): void {
    this.bells.online.ring();
  }

  /** Writes one state after the other, and each once. @internal */
  write(unsaved: Unsaved, save: (saved: string) => void | Promise<void> = () => {}): Promise<void> {
    if (this.#written !== unsaved.revision) {
      this.#written = unsaved.revision;
      const write = async () => {
        try {
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
