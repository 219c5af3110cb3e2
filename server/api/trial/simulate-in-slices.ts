import { setImmediate } from "node:timers/promises";
import type { SimulatedRun, Simulation } from "#workflows/simulate.ts";

/** What one try may take of this thread in all; far more than any workflow needs that comes to an end. */
export const SIMULATION_MAX_MS = 2_000;
/** How long events that come in wait at most for a try, beside the one part that it is in. */
const SLICE_MS = 10;

/** Carries a simulated run through while everything else goes on, and cuts it off when it takes too long. */
export async function simulateInSlices(
  simulation: Simulation,
  /** In ms. */
  stopwatch: () => number = () => performance.now(),
): Promise<SimulatedRun> {
  for (let usedMs = 0; ; ) {
    await setImmediate();
    const startedAt = stopwatch();
    let sliceMs = 0;
    while (sliceMs < SLICE_MS) {
      const part = simulation.next(usedMs + sliceMs > SIMULATION_MAX_MS);
      if (part.done) return part.value;
      sliceMs = stopwatch() - startedAt;
    }
    usedMs += sliceMs;
  }
}
