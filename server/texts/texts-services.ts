import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import type { Engine } from "#server/engine/engine.ts";
import type { Keys } from "#server/keys.ts";

/** What is needed to take in what a service for text messages tells. */
export interface TextsServices {
  db: Database;
  keys: Keys;
  clock: Clock;
  engine: Pick<Engine, "live" | "record" | "profileChanged">;
}

const PURPOSE = "told-by-texting-service";

/** The id under which it is remembered that something was told. Signed, so that no program can send it as an id of its own. */
export function toldId(keys: Keys, what: string): string {
  return keys.sign(PURPOSE, what);
}
