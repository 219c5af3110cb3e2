import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "#workflows/catalogue.ts";
import { Coverage } from "./coverage.ts";
import { type Arena, sqliteArena } from "./databases.ts";
import { moods } from "./outside-world.ts";
import { simulateSeed } from "./simulation.ts";

const BATCHES = 8;
const SEEDS_PER_BATCH = 20;
const STEPS = 40;
const TIMEOUT_MS = 180_000;

const faults = ["crash-at-statement", "crash-after-commit", "refuse-at-statement", "kill"];

describe("a simulated shop on sqlite", () => {
  const coverage = new Coverage();
  let arena: Arena;
  beforeAll(() => {
    arena = sqliteArena();
  });
  afterAll(() => arena.close());

  const batches = Array.from({ length: BATCHES }, (_, index) => index * SEEDS_PER_BATCH + 1);
  it.each(batches)(
    "keeps every promise, from seed %i on",
    async (first) => {
      for (let seed = first; seed < first + SEEDS_PER_BATCH; seed++) {
        const result = await simulateSeed({ seed: String(seed), steps: STEPS, arena });
        coverage.add(result.coverage);
        expect(result.broken).toEqual([]);
      }
    },
    TIMEOUT_MS,
  );

  it("has gone through every node type, every fault and every mood of the outside", () => {
    const missing = [
      ...catalogue.filter(({ type }) => coverage.get("node", type) === 0).map(({ type }) => type),
      ...faults.filter((fault) => coverage.get("fault", fault) === 0),
      ...moods.filter((mood) => coverage.get("mood", mood) === 0),
    ];
    expect(missing).toEqual([]);
  });

  it("is the same again for the same seed", async () => {
    const trace = async (seed: string) => (await simulateSeed({ seed, steps: STEPS, arena })).trace;
    const first = await trace("7");
    expect(await trace("8")).not.toBe(first);
    expect(await trace("7")).toBe(first);
  });
});
