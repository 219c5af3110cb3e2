import { inDataFolder } from "./data-folder.ts";
import { HandWrittenLoop } from "./hand-written-loop.ts";
import { ROUNDS, show, spread } from "./rounds.ts";
import { HOUR_MS, openWaiting, seedWaiting } from "./waiting-engine.ts";

const RUNS_PER_ROUND = 10_000;
const RUNS = RUNS_PER_ROUND * (ROUNDS + 1);

/**
 * Due runs that leave a delay, pass a branch and come to the next delay: by the real engine, and by a loop written by
 * hand that leaves the same rows behind.
 */
export function measureAdvanceRuns(): Promise<string[]> {
  return inDataFolder((engineDir) =>
    inDataFolder(async (loopDir) => {
      const settings = { hours: 1, groupSize: RUNS_PER_ROUND };
      await seedWaiting(engineDir, RUNS, settings);
      await seedWaiting(loopDir, RUNS, settings);
      const engine = await openWaiting(engineDir);
      const loop = new HandWrittenLoop(loopDir);
      const results = { engine: [] as number[], loop: [] as number[], ratio: [] as number[] };
      try {
        for (let round = -1; round < ROUNDS; round++) {
          const byEngine = perSecond(await timed(() => engine.rig.pass(HOUR_MS)));
          const byHand = perSecond(await timed(async () => loop.advanceDue(engine.rig.clock.now())));
          const [left, right] = [digest(engine.db.connection), digest(loop.connection)];
          if (left !== right) throw new Error(`they left different rows behind:\n${left}\n${right}`);
          // The first warms up.
          if (round < 0) continue;
          results.engine.push(byEngine);
          results.loop.push(byHand);
          results.ratio.push(byEngine / byHand);
        }
      } finally {
        await engine.close();
        loop.close();
      }
      return [
        `runs advanced per s by the engine: ${show(spread(results.engine))}`,
        `by a hand-written loop, same rows: ${show(spread(results.loop))}`,
        `ratio (at least 0.5): ${show(spread(results.ratio), 2)}`,
      ];
    }),
  );
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function perSecond(ms: number): number {
  return (RUNS_PER_ROUND / ms) * 1000;
}

/** What is in the tables that an advance writes, in a few numbers and one run in full. */
function digest(connection: HandWrittenLoop["connection"]): string {
  const rows = [
    `select node_id, status, count(*), sum(wake_at), max(json_extract(state, '$.waiting.until')) from runs
     group by node_id, status order by node_id`,
    `select node_id, port, visit, count(*), sum(arrived_at), sum(left_at) from visits
     group by node_id, port, visit order by node_id, port`,
    `select node_id, visit, code, "values", count(*), sum(run_id), sum(at) from history group by 1, 2, 3, 4 order by 1`,
    "select node_id, state, status, wake_at, ended_at, end_code from runs where id = 1",
  ].map((query) => connection.prepare(query).all());
  return JSON.stringify(rows);
}
