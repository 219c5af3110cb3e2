import { hash } from "node:crypto";

/** Batches remembered at a time; with more, the oldest are forgotten. */
const BATCHES_MAX = 1000;
/** Whoever has not sent it again by then does not mean to; the same from then on is something new. */
const REPEATED_WITHIN_MS = 3_600_000;

/** Events of a batch as they were sent, by their places in the list. */
export type SentEvents = Map<number, unknown>;

/**
 * Which events of a batch without ids of their own were stored before its sender was asked to send it again. Only that
 * repeat is known by what is in it: at any other time two batches that are alike are two.
 */
export class PartlyStored {
  #batches = new Map<string, { stored: number[]; at: number }>();

  /** The places of what is stored already, when it is a repeat, which is forgotten with this. */
  recall(keyId: number, events: SentEvents, now: number): ReadonlySet<number> {
    // No batch is read a second time for this while the server has no trouble.
    if (this.#batches.size === 0) return new Set();
    const name = nameOf(keyId, events);
    const known = this.#batches.get(name);
    this.#batches.delete(name);
    return new Set(known && now - known.at < REPEATED_WITHIN_MS ? known.stored : []);
  }

  remember(keyId: number, events: SentEvents, stored: number[], now: number): void {
    if (stored.length === 0) return;
    this.#batches.set(nameOf(keyId, events), { stored, at: now });
    if (this.#batches.size <= BATCHES_MAX) return;
    const [oldest] = this.#batches.keys();
    this.#batches.delete(oldest!);
  }
}

/** Of the events alone: the time at which the batch was sent is another one the next time. */
function nameOf(keyId: number, events: SentEvents): string {
  return hash("sha256", JSON.stringify([keyId, ...events]), "base64");
}
