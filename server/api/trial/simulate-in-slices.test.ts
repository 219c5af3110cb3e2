import { expect, it } from "vitest";
import { OneAtATime } from "#server/one-at-a-time.ts";
import type { SimulatedRun, Simulation } from "#workflows/simulate.ts";
import { SIMULATION_MAX_MS, simulateInSlices } from "./simulate-in-slices.ts";

/** A run of so many parts. */
function* parts(count: number, onPart = () => {}): Simulation {
  const done = (cutOff: SimulatedRun["cutOff"]): SimulatedRun => ({ steps: [], end: null, cutOff });
  for (let part = 0; part < count; part++) {
    onPart();
    if (yield) return done("time");
  }
  return done(null);
}

/** A clock that goes on by so much whenever it is looked at. */
function ticking(ms: number): () => number {
  let now = 0;
  return () => {
    now += ms;
    return now;
  };
}

it("lets everything else go on while a run is tried, and one at a time", async () => {
  const trials = new OneAtATime();
  const seen: string[] = [];
  const tried = (name: string, count: number) =>
    trials.run(() =>
      simulateInSlices(
        parts(count, () => seen.push(name)),
        ticking(5),
      ),
    );
  const runs = Promise.all([tried("first", 100), tried("second", 1)]);
  setImmediate(() => setImmediate(() => setImmediate(() => seen.push("event"))));
  expect((await runs).map(({ cutOff }) => cutOff)).toEqual([null, null]);
  expect(seen.indexOf("event")).toBeGreaterThan(-1);
  expect(seen.indexOf("event")).toBeLessThan(20);
  expect(seen.lastIndexOf("first")).toBeLessThan(seen.indexOf("second"));
});

it("lets the next one have its turn after one that failed", async () => {
  const trials = new OneAtATime();
  const faulty = parts(1, () => {
    throw new Error("a fault");
  });
  await expect(trials.run(() => simulateInSlices(faulty, ticking(1)))).rejects.toThrow("a fault");
  expect((await trials.run(() => simulateInSlices(parts(1), ticking(1)))).cutOff).toBeNull();
});

it("cuts off what takes too long, and goes on with the next", async () => {
  let done = 0;
  const endless = parts(Number.POSITIVE_INFINITY, () => {
    done += 1;
  });
  expect((await simulateInSlices(endless, ticking(SIMULATION_MAX_MS / 50))).cutOff).toBe("time");
  expect(done).toBeLessThan(60);
  expect((await simulateInSlices(parts(3), ticking(1))).cutOff).toBeNull();
});
