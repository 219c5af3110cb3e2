import type { Ledger } from "../ledger.ts";
import type { HandOver, OutsideWorld } from "../outside-world.ts";
import type { Rows } from "../rows.ts";

/** All that a checker may look at after a step. */
export interface Seen {
  step: number;
  engine: "sqlite" | "postgres";
  rows: Rows;
  world: OutsideWorld;
  /** What was handed to the outside during the step. */
  handOvers: HandOver[];
  ledger: Ledger;
  /** The wall clock after the step. */
  now: number;
  /** For how long the server had been left alone with the time, at the end of the step. */
  leftAloneMs: number;
  /** The database has just refused something: the engine may wait before it tries again. */
  excused: boolean;
  /** What was wrong in the moment in which messages were handed over. */
  atHandOver: string[];
  /** What the engine logged as wrong although nothing was made to go wrong. */
  complaints: string[];
}

/** Watches over one promise from the first step of a simulation to the last. */
export interface Checker {
  /** A sentence for each way in which the promise is broken. */
  check(seen: Seen): string[];
}
