import { closeSync, fdatasync, openSync } from "node:fs";
import { promisify } from "node:util";

const sync = promisify(fdatasync);

/**
 * A transaction was carried out, and the disk refused to keep it: nobody can tell whether it will be there after a power
 * cut. It must not be done again, and nothing may be acknowledged until a restart has read what is really there.
 */
export class NotDurable extends Error {}

/**
 * Brings what was committed to the disk without stopping the event loop, which SQLite's own way does for as long as the
 * disk takes: milliseconds as a rule, a second where others are busy with it. Whoever commits meanwhile shares the next
 * turn. The log is written from front to back, so what is on the disk is everything up to a commit and never a later one
 * without an earlier.
 */
export class WalSync {
  readonly #sync: () => Promise<void>;
  readonly #onBroken: (error: NotDurable) => void;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  /** After a failure the system may take lost pages for written, so that no later turn proves anything. */
  #broken: NotDurable | null = null;

  constructor(sync: () => Promise<void>, onBroken: (error: NotDurable) => void = () => {}) {
    this.#sync = sync;
    this.#onBroken = onBroken;
  }

  /** Throws NotDurable once the disk has refused: nothing more is to be written. */
  demandSound(): void {
    if (this.#broken) throw this.#broken;
  }

  /** Resolves once all that was committed before the call is on the disk. Throws NotDurable once the disk has refused. */
  settled(): Promise<void> {
    if (!this.#running) return this.#start();
    // What runs may have begun before the caller's commit.
    this.#next ??= this.#running.then(() => this.#start());
    return this.#next;
  }

  /** Resolves once everything that somebody waits for is on the disk: what was read may be part of it. */
  async idle(): Promise<void> {
    this.demandSound();
    await (this.#next ?? this.#running);
  }

  #start(): Promise<void> {
    this.#next = null;
    const turn = this.#turn().finally(() => {
      if (this.#running === turn) this.#running = null;
    });
    this.#running = turn;
    return turn;
  }

  async #turn(): Promise<void> {
    this.demandSound();
    try {
      await this.#sync();
    } catch (cause) {
      this.#broken = new NotDurable("the disk refused to keep what was written", { cause });
      this.#onBroken(this.#broken);
      throw this.#broken;
    }
  }
}

/** Syncs one file, opened at the first call: SQLite makes its log with the first write. */
export function fileSync(file: string): { sync(): Promise<void>; close(): void } {
  let handle: number | null = null;
  return {
    sync: () => {
      // Windows only syncs what may be written.
      handle ??= openSync(file, "r+");
      return sync(handle);
    },
    close: () => {
      if (handle !== null) closeSync(handle);
      handle = null;
    },
  };
}
