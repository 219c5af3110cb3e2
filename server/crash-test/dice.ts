import { hashToUnit } from "#workflows/hash.ts";

/**
 * Chance that follows from a seed and a name, whatever was thrown before: what one part of the test does never shifts
 * the throws of another.
 */
export class Dice {
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** From 0 to below 1. */
  unit(name: string): number {
    return hashToUnit(`${this.#seed}:${name}`);
  }

  /** A whole number, both ends included. */
  between(name: string, from: number, to: number): number {
    return from + Math.floor(this.unit(name) * (to - from + 1));
  }
}
