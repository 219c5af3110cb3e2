import type { Shelf } from "./storage.ts";

export const QUEUE_EVENTS_MAX = 300;
/** In characters, which is what browsers count. */
export const QUEUE_MAX_CHARS = 500_000;
const PREFIX = "rekindle:event:";
const COUNTER_DIGITS = 5;

export interface Queued {
  key: string;
  /** The event as JSON. */
  text: string;
}

/** Events that the server has not confirmed yet, the oldest first. */
export interface Queue {
  /** When there is no room, the oldest make way. */
  add(text: string): void;
  /** The first that fit, without those that `skip` names. */
  first(limits: { events: number; chars: number }, skip: ReadonlySet<string>): Queued[];
  remove(keys: Iterable<string>): void;
}

/**
 * A queue on the browser's storage. Each event is an entry of its own, so that several open tabs never overwrite each
 * other; what does not fit into the storage is kept in `spare`, as long as the page lives.
 */
export function createQueue(
  shelf: Shelf,
  spare: Shelf,
  { now, newId }: { now: () => number; newId: () => string },
): Queue {
  let counter = 0;

  function all(): Queued[] {
    const found: Queued[] = [];
    for (const place of [shelf, spare]) {
      for (let index = 0; index < place.length; index += 1) {
        const key = place.key(index);
        const text = key?.startsWith(PREFIX) ? place.getItem(key) : null;
        if (key && text !== null) found.push({ key, text });
      }
    }
    // Keys begin with the time, padded, so that their order is the events'.
    return found.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  function remove(keys: Iterable<string>): void {
    for (const key of keys) {
      shelf.removeItem(key);
      spare.removeItem(key);
    }
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
      const key = `${PREFIX}${now().toString(36).padStart(9, "0")}${place}${newId().slice(0, 6)}`;
      try {
        shelf.setItem(key, text);
      } catch {
        spare.setItem(key, text);
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
    remove,
  };
}
