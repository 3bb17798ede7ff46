import { ConfigurationCache } from "./configuration-cache.js";
import { type Refusal, refusalOf, type UrlError } from "./errors.js";
import type { Installation as WasmInstallation } from "./generated/tvpass_bg.js";
import { load } from "./load.js";
import { bytes, fields, fieldsOf, headed, module, parsed } from "./module.js";
import type { Turn, Unsaved } from "./steps.js";
import { locked, Queue, type Store } from "./store.js";
import { Bell } from "./wait.js";
import type { World } from "./world.js";

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
  readonly serviceToken?: string;
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

/** Writes an installation, and its service token. */
type Saves = Pick<World, "save" | "saveServiceToken">;

/** The name of the state in a store, and that of the service token. */
const STATE = "installation";
const TOKEN = "service_token";

/** The parts of an installation that no log can print: what is saved holds secrets. */
interface Parts {
  readonly core: WasmInstallation;
  saved: string;
  readonly store: Store | undefined;
  writing: Promise<void>;
  /** The revision that is being written. */
  written: number | undefined;
  /** The service token as it is saved, and as it was written or read last. */
  token: string;
  writtenToken: string;
  readonly configurations: ConfigurationCache;
  readonly queue: Queue;
}

// Private fields would be one such map for each of them, for engines that have none.
const insides = new WeakMap<Installation, Parts>();

function partsOf(installation: Installation): Parts {
  return insides.get(installation) as Parts;
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
  /** Turns of flows that did not wait for another. @internal */
  turns = 0;
  /** Bells for flows that wait. @internal */
  readonly bells = { online: new Bell(), turned: new Bell() };
  /** No other object is one, whatever it looks like. */
  declare private readonly nominal: never;

  private constructor(core: WasmInstallation, saved: string, store: Store | undefined, token: string) {
    const isGood = change(core, "restore", saved);
    change(core, "service_token", token);
    insides.set(this, {
      core,
      saved: isGood ? saved : "",
      store,
      writing: Promise.resolve(),
      written: undefined,
      token,
      writtenToken: token,
      configurations: new ConfigurationCache(),
      queue: new Queue(),
    });
  }

  /**
   * Takes up what was saved, or begins as a new installation where nothing was. If that is refused, `restoreError` says
   * why, and the installation is a new one. A service token that is damaged or of another owner is left behind in silence.
   *
   * @throws {TvpassError} The base URL is no address.
   */
  static open(owner: InstallationOwner, saved = "", savedServiceToken = ""): Installation {
    return Installation.made(owner, saved, undefined, savedServiceToken);
  }

  private static made(
    { baseUrl, serviceProvider, softwareStatement }: InstallationOwner,
    saved: string,
    store: Store | undefined,
    token: string,
  ): Installation {
    const owner = fields(fieldsOf({ baseUrl, serviceProvider, softwareStatement }));
    return new Installation(new (module().Installation)(owner), saved, store, token);
  }

  /**
   * Takes up what a store has, and shares it with all that use the store: what another tab has saved is read before each step
   * and before anything is overwritten, so that all of them have one registration and one token.
   *
   * @throws {TvpassError} The base URL is no address.
   */
  static async from(owner: InstallationOwner, store: Store): Promise<Installation> {
    await load();
    // The service token is read before the first step.
    return Installation.made(owner, (await store.read(STATE)) ?? "", store, "");
  }

  /** Why the saved text was left behind, if it was. */
  get restoreError(): RestoreError | undefined {
    return stateOf(this).restoreError;
  }

  /** All that must survive a restart, as `save` is given it. It holds secrets. Empty as long as there is nothing to keep. */
  get saved(): string {
    return stateOf(this).unsaved?.saved ?? partsOf(this).saved;
  }

  /** The state to save, if it is not saved yet. Flows save by themselves; this is for changes between them. */
  get unsaved(): Unsaved | undefined {
    return stateOf(this).unsaved;
  }

  /** The MVPD that the viewer chose last. */
  get mvpd(): string | undefined {
    return stateOf(this).mvpd;
  }

  /** Its name, if it was remembered with one. */
  get mvpdName(): string | undefined {
    return stateOf(this).mvpdName;
  }

  /** The address of its logo, if it was remembered with one. */
  get mvpdLogo(): string | undefined {
    return stateOf(this).mvpdLogo;
  }

  /** The end of the profile that was seen last, in milliseconds since the Unix epoch, if anybody is known to be signed in. */
  get profileUntil(): number | undefined {
    return stateOf(this).profileUntil;
  }

  /** The value of `Authorization`, a secret, if there is a token; it may have expired. */
  get authorization(): string | undefined {
    return keptOf(this).authorization;
  }

  /** The value of `AD-Service-Token`, a secret, if there was a valid one when a flow took its last turn. */
  get serviceToken(): string | undefined {
    return stateOf(this).serviceToken;
  }

  /** The service token with its life and the identifier, as `saveServiceToken` is given it: a secret, empty without one. */
  get savedServiceToken(): string {
    return partsOf(this).token;
  }

  /** The store that it shares with others, if it does. @internal */
  get store(): Store | undefined {
    return partsOf(this).store;
  }

  /** The locks of all that use it, in all tabs where there is a store. @internal */
  get locks(): Pick<Store, "lock"> {
    const { store, queue } = partsOf(this);
    return store ?? queue;
  }

  /** The list of MVPDs that was fetched last. @internal */
  get configurations(): ConfigurationCache {
    return partsOf(this).configurations;
  }

  /** The code that is kept for a sign-in that has not ended. @internal */
  get pending(): PendingCode | undefined {
    const { code, code_until, code_is_complete = false } = keptOf(this);
    return code === undefined ? undefined : { code, until: code_until ?? 0, isComplete: code_is_complete };
  }

  /** The state of this revision was written, by a host that does so itself. */
  markSaved({ saved, revision }: Unsaved): void {
    const parts = partsOf(this);
    parts.saved = saved;
    change(parts.core, "mark_saved", "", revision);
  }

  /** Remembers the MVPD that the viewer chose, with name and logo for the question whether it still is the one; or forgets it. */
  remember(mvpd: string | undefined, name = "", logo = ""): void {
    if (!change(partsOf(this).core, "remember", fields(fieldsOf({ mvpd, name, logo })))) {
      throw new RangeError("there is no room for this MVPD");
    }
  }

  /** Forgets everything, as for a device that changes hands. */
  reset(): void {
    change(partsOf(this).core, "reset");
    this.forgetServiceToken();
  }

  /** Forgets the service token and the identifier, as when the person leaves the application's account. */
  forgetServiceToken(): void {
    this.takeUpToken("");
  }

  private takeUpToken(saved: string): void {
    const parts = partsOf(this);
    parts.token = saved;
    change(parts.core, "service_token", saved);
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
    await shared(this, new AbortController().signal, async () => {
      change(this);
      const { unsaved } = this;
      if (unsaved !== undefined) {
        await this.write(unsaved, save);
      }
      await this.writeToken(this.savedServiceToken);
    });
  }

  /** The network is back: flows that wait try again at once. Browsers say it by themselves. */
  online(): void {
    this.bells.online.ring();
  }

  /** Lets a flow decide, and writes what that has changed, before another tab reads or writes. @internal */
  decide(decide: () => Turn, { save, saveServiceToken }: Saves, signal: AbortSignal): Promise<Turn> {
    return shared(this, signal, async () => {
      const turn = decide();
      if (turn.unsaved !== undefined) {
        await this.write(turn.unsaved, save);
      }
      if (turn.savedServiceToken !== undefined) {
        await this.writeToken(turn.savedServiceToken, saveServiceToken);
      }
      return turn;
    });
  }

  /** Writes the service token, unless it is there already. */
  private async writeToken(saved: string, save: Save = () => {}): Promise<void> {
    const parts = partsOf(this);
    parts.token = saved;
    if (saved !== parts.writtenToken) {
      await parts.store?.write(TOKEN, saved);
      await save(saved);
      parts.writtenToken = saved;
    }
  }

  /** Takes up what others have saved since; `true` if they have. @internal */
  async refresh(): Promise<boolean> {
    const parts = partsOf(this);
    const token = (await parts.store?.read(TOKEN)) ?? parts.writtenToken;
    if (token !== parts.writtenToken) {
      parts.writtenToken = token;
      this.takeUpToken(token);
    }
    const saved = (await parts.store?.read(STATE)) ?? parts.saved;
    if (saved === parts.saved) {
      return false;
    }
    const isGood = change(parts.core, "restore", saved);
    if (isGood) {
      parts.saved = saved;
    } else {
      // What is damaged in the store is no reason to forget what is known here.
      change(parts.core, "restore", parts.saved);
    }
    return isGood;
  }

  /** Writes one state after the other, and each once. @internal */
  write(unsaved: Unsaved, save: Save = () => {}): Promise<void> {
    const parts = partsOf(this);
    if (parts.written !== unsaved.revision) {
      parts.written = unsaved.revision;
      const write = async () => {
        try {
          await parts.store?.write(STATE, unsaved.saved);
          await save(unsaved.saved);
          this.markSaved(unsaved);
        } finally {
          // A state that could not be written is tried again.
          if (parts.written === unsaved.revision) {
            parts.written = undefined;
          }
        }
      };
      parts.writing = parts.writing.then(write, write);
    }
    return parts.writing;
  }

  /** Lets a flow take a turn. @internal */
  turn(take: (installation: WasmInstallation) => Uint8Array): Turn {
    const turn = answered<Turn>(take(partsOf(this).core));
    if (turn.step.kind !== "await_other") {
      this.turns += 1;
      this.bells.turned.ring();
    }
    return turn;
  }
}

/** Changes the module's side of an installation; `false` if that is refused. */
function change(core: WasmInstallation, name: string, given: string | Uint8Array = "", revision = 0): boolean {
  return core.change(revision, headed(name, "", bytes(given)));
}

/** Runs `work` while nobody else uses the store, with what they have left there. */
async function shared<Value>(installation: Installation, signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
  const { store } = installation;
  if (store === undefined) {
    return work();
  }
  return locked(store, STATE, signal, async () => {
    await installation.refresh();
    return work();
  });
}

function keptOf({ saved }: Installation): Kept {
  return saved === "" ? {} : (JSON.parse(saved) as Kept);
}

function stateOf(installation: Installation): State {
  return answered(partsOf(installation).core.state());
}

function answered<Answer extends object>(json: Uint8Array): Answer {
  const answer = parsed(json) as Answer | { error: Refusal | UrlError };
  if ("error" in answer) {
    throw refusalOf(answer.error);
  }
  return answer;
}
