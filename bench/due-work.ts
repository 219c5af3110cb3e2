import { inDataFolder } from "./data-folder.ts";
import { ROUNDS, type Spread, show, spread } from "./rounds.ts";
import { openWaiting, seedWaiting, type WaitingEngine } from "./waiting-engine.ts";

const FEW = 10_000;
const MANY = 1_000_000;
const POLLS_PER_ROUND = 500;
/** Nothing falls due while it is measured. */
const DUE_AFTER_HOURS = 1_000;

/** What it costs the engine to find that nothing is due, by how many runs wait. */
export function measureDueWork(): Promise<string[]> {
  return inDataFolder((fewDir) =>
    inDataFolder(async (manyDir) => {
      const few = await openFilled(fewDir, FEW);
      const many = await openFilled(manyDir, MANY);
      const polls = { few: [] as number[], many: [] as number[] };
      const reloads = { few: [] as number[], many: [] as number[] };
      for (let round = -1; round < ROUNDS; round++) {
        const times = { few: await poll(few), many: await poll(many) };
        const loads = { few: await reload(few), many: await reload(many) };
        // The first warms up.
        if (round < 0) continue;
        polls.few.push(times.few);
        polls.many.push(times.many);
        reloads.few.push(loads.few);
        reloads.many.push(loads.many);
      }
      await few.close();
      await many.close();
      const [small, large] = [spread(polls.few), spread(polls.many)];
      return [
        `empty poll with ${count(FEW)} waiting runs, ms: ${show(small, 3)}`,
        `empty poll with ${count(MANY)} waiting runs, ms (under 1): ${show(large, 3)}`,
        `ratio (about 1): ${ratio(large, small)}`,
        `reading anew what is live, ms, with ${count(FEW)}: ${show(spread(reloads.few), 1)}, with ${count(MANY)}: ${show(spread(reloads.many), 1)}`,
      ];
    }),
  );
}

async function openFilled(dataDir: string, count: number): Promise<WaitingEngine> {
  await seedWaiting(dataDir, count, { hours: DUE_AFTER_HOURS });
  return await openWaiting(dataDir);
}

/** Milliseconds of one look for everything that may be due, and for when something will be. */
async function poll({ rig }: WaitingEngine): Promise<number> {
  const startedAt = performance.now();
  for (let index = 0; index < POLLS_PER_ROUND; index++) await rig.engine.settled();
  return (performance.now() - startedAt) / POLLS_PER_ROUND;
}

async function reload({ rig }: WaitingEngine): Promise<number> {
  const startedAt = performance.now();
  await rig.engine.live.reload();
  return performance.now() - startedAt;
}

function ratio(measured: Spread, baseline: Spread): string {
  return (measured.median / baseline.median).toFixed(2);
}

function count(number: number): string {
  return number.toLocaleString("en-GB");
}
