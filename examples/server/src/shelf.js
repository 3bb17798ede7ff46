/** The texts of all devices in a folder, and the locks on them, for workers that ask by messages. */
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";

/** Lives in the one process that outlives its workers, so that no lock outlives its holder. */
export class Shelf {
  #folder;
  #workers = new Set();
  /** By key: who holds the lock, and who waits for it in turn. */
  #locks = new Map();
  #writes = 0;

  constructor(folder) {
    // What is kept holds secrets.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    this.#folder = folder;
  }

  /** Serves a worker until it is gone. */
  add(worker) {
    this.#workers.add(worker);
    worker.on("message", (asked) => void this.#answer(worker, asked));
    worker.on("exit", () => this.#forget(worker));
  }

  async #answer(worker, { call, id, key, text }) {
    switch (call) {
      case "read":
        return this.#reply(worker, id, () => this.#read(key));
      case "write":
        return this.#reply(worker, id, () => this.#write(key, text));
      case "lock":
        return this.#lock(key, { worker, id });
      case "unlock":
        return this.#unlock(key, (holder) => holder.worker === worker && holder.id === id);
    }
  }

  async #reply(worker, id, work) {
    const reply = await work().then(
      (value) => ({ id, value }),
      (error) => ({ id, error: String(error) }),
    );
    send(worker, reply);
  }

  #path(key) {
    return join(this.#folder, createHash("sha256").update(key).digest("hex"));
  }

  async #read(key) {
    return readFile(this.#path(key), "utf8").catch((error) => {
      if (error.code === "ENOENT") {
        return undefined;
      }
      throw error;
    });
  }

  /** A reader sees the old text or the new one, also after a power cut. */
  async #write(key, text) {
    this.#writes += 1;
    const path = this.#path(key);
    const next = `${path}.${this.#writes}`;
    const file = await open(next, "w", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(next, path);
    this.#workers.forEach((worker) => send(worker, { changed: key }));
  }

  #lock(key, holder) {
    const line = this.#locks.get(key) ?? [];
    line.push(holder);
    this.#locks.set(key, line);
    send(holder.worker, line.length === 1 ? { id: holder.id } : { id: holder.id, isBusy: true });
  }

  #unlock(key, isIt) {
    const line = this.#locks.get(key) ?? [];
    const rest = line.filter((holder) => !isIt(holder));
    if (rest.length === 0) {
      this.#locks.delete(key);
      return;
    }
    this.#locks.set(key, rest);
    if (rest[0] !== line[0]) {
      send(rest[0].worker, { id: rest[0].id });
    }
  }

  #forget(worker) {
    this.#workers.delete(worker);
    for (const key of [...this.#locks.keys()]) {
      this.#unlock(key, (holder) => holder.worker === worker);
    }
  }
}

function send(worker, message) {
  if (worker.isConnected()) {
    // One that dies at this moment is forgotten when it has gone.
    worker.send(message, () => {});
  }
}
