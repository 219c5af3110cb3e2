import type { Shelf } from "./storage.ts";

export const QUEUE_EVENTS_MAX = 300;
/** In characters, which is what browsers count. */
export const QUEUE_MAX_CHARS = 500_000;
/** The server knows an event again for a week; what it may have got longer ago would be counted twice. */
export const SENT_KEPT_MS = 6 * 24 * 3_600_000;
const PREFIX = "rekindle:event:";
const COUNTER_DIGITS = 5;
/** Epoch milliseconds in base 36. */
const STAMP_CHARS = 9;

export interface Queued {
  key: string;
  /** The event as JSON. */
  text: string;
  /** Since when the server may have it, in epoch milliseconds; 0 when it was never sent. */
  sentAt: number;
}

/** Events that the server has not confirmed yet, the oldest first. */
export interface Queue {
  /** When there is no room, the oldest make way. */
  add(text: string): void;
  /** The first that fit, without those that `skip` names. */
  first(limits: { events: number; chars: number }, skip: ReadonlySet<string>): Queued[];
  /** Notes since when the server may have them, or with 0 that it has not. */
  markSent(entries: Iterable<Queued>, at: number): void;
  remove(keys: Iterable<string>): void;
}

/**
 * A queue on the browser's storage. Each event is an entry of its own, so that several open tabs never overwrite each
 * other; what does not fit into the storage is kept in `spare`, as long as the page lives. An entry is the time at which
 * it was first sent, and the event.
 */
export function createQueue(
  shelf: Shelf,
  spare: Shelf,
  { now, newId }: { now: () => number; newId: () => string },
): Queue {
  const places = [shelf, spare];
  let counter = 0;

  function all(): Queued[] {
    const found: Queued[] = [];
    const outdated: string[] = [];
    for (const place of places) {
      for (let index = 0; index < place.length; index += 1) {
        const key = place.key(index);
        const entry = key?.startsWith(PREFIX) ? place.getItem(key) : null;
        if (!key || entry === null) continue;
        const sentAt = Number.parseInt(entry.slice(0, STAMP_CHARS), 36);
        if (sentAt > 0 && now() - sentAt > SENT_KEPT_MS) outdated.push(key);
        else found.push({ key, sentAt, text: entry.slice(STAMP_CHARS) });
      }
    }
    remove(outdated);
    // Keys begin with the time, padded, so that their order is the events'.
    return found.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  function remove(keys: Iterable<string>): void {
    for (const key of keys) for (const place of places) place.removeItem(key);
  }

  function makeRoom(chars: number): void {
    const queued = all();
    let total = queued.reduce((sum, { text }) => sum + text.length, chars);
    while (queued.length > 0 && (queued.length >= QUEUE_EVENTS_MAX || total > QUEUE_MAX_CHARS)) {
      const oldest = queued.shift()!;
      total -= oldest.text.length;
      remove([oldest.key]);
    }
  }

  return {
    add(text) {
      makeRoom(text.length);
      counter += 1;
      const place = String(counter).padStart(COUNTER_DIGITS, "0");
      const key = `${PREFIX}${stamp(now())}${place}${newId().slice(0, 6)}`;
      const entry = stamp(0) + text;
      try {
        shelf.setItem(key, entry);
      } catch {
        spare.setItem(key, entry);
      }
    },
    first({ events, chars }, skip) {
      const taken: Queued[] = [];
      let total = 0;
      for (const queued of all()) {
        if (skip.has(queued.key)) continue;
        total += queued.text.length;
        if (taken.length >= events || (taken.length > 0 && total > chars)) break;
        taken.push(queued);
      }
      return taken;
    },
    markSent(entries, at) {
      for (const { key, text } of entries) {
        for (const place of places) {
          try {
            // Another tab may have removed it meanwhile. It does not grow, so that a full storage takes it too.
            if (place.getItem(key) !== null) place.setItem(key, stamp(at) + text);
          } catch {
            // Then it stays as it is.
          }
        }
      }
    },
    remove,
  };
}

function stamp(at: number): string {
  return at.toString(36).padStart(STAMP_CHARS, "0");
}
