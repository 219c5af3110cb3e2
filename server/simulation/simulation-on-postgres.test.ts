import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type Arena, postgresArena } from "./databases.ts";
import { simulateSeed } from "./simulation.ts";

const SEEDS = 5;
const STEPS = 30;
const TIMEOUT_MS = 120_000;

let arena: Arena;
beforeAll(async () => {
  arena = await postgresArena(inject("postgresUrl"));
});
afterAll(() => arena.close());

it(
  "keeps every promise on postgres too",
  async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const result = await simulateSeed({ seed: String(seed), steps: STEPS, arena });
      expect(result.broken).toEqual([]);
    }
  },
  TIMEOUT_MS,
);
