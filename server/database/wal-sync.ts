import { closeSync, fdatasync, openSync } from "node:fs";
import { promisify } from "node:util";

const sync = promisify(fdatasync);

/**
 * Brings what was committed to the disk without stopping the event loop, which SQLite's own way does for as long as the
 * disk takes: milliseconds as a rule, a second where others are busy with it. Whoever commits meanwhile shares the next
 * turn. The log is written from front to back, so what is on the disk is everything up to a commit and never a later one
 * without an earlier.
 */
export class WalSync {
  readonly #sync: () => Promise<void>;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(sync: () => Promise<void>) {
    this.#sync = sync;
  }

  /** Resolves once all that was committed before the call is on the disk. Rejects when the disk refuses. */
  settled(): Promise<void> {
    if (!this.#running) return this.#start();
    // What runs may have begun before the caller's commit.
    this.#next ??= this.#running.then(
      () => this.#start(),
      () => this.#start(),
    );
    return this.#next;
  }

  /** Resolves once everything that somebody waits for is on the disk: what was read may be part of it. */
  async idle(): Promise<void> {
    await (this.#next ?? this.#running);
  }

  #start(): Promise<void> {
    this.#next = null;
    const turn = this.#sync().finally(() => {
      if (this.#running === turn) this.#running = null;
    });
    this.#running = turn;
    return turn;
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
