import { AppProcess } from "#server/testing/app-process.ts";
import { residentMegabytes } from "./resident-memory.ts";
import { ROUNDS, show, spread } from "./rounds.ts";
import { seed } from "./seed.ts";

/** Long enough for what the start left over to be collected. */
const IDLE_MS = 10_000;

/** How long the server takes to be ready on a database that is there, and what it holds when nobody asks anything. */
export async function measureStartAndMemory(): Promise<string[]> {
  const app = await AppProcess.create();
  await seed(app.dataDir);
  const starts: number[] = [];
  const idle: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      starts.push(await app.start());
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
      idle.push(residentMegabytes(app.pid));
      await app.stop();
    }
  } finally {
    await app.close();
  }
  return [
    `start to ready on an existing database, ms (under 3,000): ${show(spread(starts))}`,
    `memory when idle, MB (under 250): ${show(spread(idle))}`,
  ];
}
