import type { InAppKind, InAppWishKind } from "#server/http/in-app.ts";
import type { Shelf } from "../storage.ts";

/** What the server was not told of yet. */
const UNTOLD = "rekindle:in-app-untold";
const UNTOLD_MAX = 50;

type Kind = InAppKind | InAppWishKind;
type Entry = [id: string, kind: Kind];

export interface TellingParts {
  shelf: Shelf;
  /** Sends it, also when the page goes meanwhile; answers with the status, or throws without a connection. */
  send(happening: { id: string; kind: Kind }): Promise<number>;
}

/** Tells the server what happened to a message; what it could not be told is kept, and told at the next occasion. */
export function createTelling({ shelf, send }: TellingParts) {
  let untold = read(shelf);
  const inFlight = new Set<Entry>();

  function keep(): void {
    try {
      shelf.setItem(UNTOLD, JSON.stringify(untold));
    } catch {
      // Full: then it is told as long as the page lives.
    }
  }

  async function sendAll(): Promise<void> {
    for (const entry of untold) {
      if (inFlight.has(entry)) continue;
      inFlight.add(entry);
      const [id, kind] = entry;
      const status = await send({ id, kind }).catch(() => 0);
      inFlight.delete(entry);
      // Later: no connection, the server has its own trouble, or has too much to do.
      if (status === 0 || status === 429 || status >= 500) continue;
      untold = untold.filter((other) => other !== entry);
      keep();
    }
  }

  return {
    tell(id: string, kind: Kind): void {
      const entry: Entry = [id, kind];
      untold = [...untold, entry].slice(-UNTOLD_MAX);
      keep();
      void sendAll();
    },
    /** What an earlier page could not tell. */
    sendAll,
  };
}

function read(shelf: Shelf): Entry[] {
  try {
    return JSON.parse(shelf.getItem(UNTOLD) ?? "[]");
  } catch {
    return [];
  }
}
