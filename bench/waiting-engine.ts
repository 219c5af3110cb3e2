import { join } from "node:path";
import { DATABASE_FILE } from "#server/database/open.ts";
import { openSqlite, type SqliteDatabase } from "#server/database/sqlite.ts";
import { EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { fillPeople, fillQuickly, fillWaitingRuns } from "./fill.ts";
import { seed } from "./seed.ts";

const graph = drawGraph([
  { id: "event", type: "event", config: { event: "Product Viewed" } },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "hours" } } },
  {
    id: "reachable",
    type: "branch",
    config: { paths: [{ id: "yes", label: "By email", condition: { kind: "reachable", channel: "email" } }] },
    to: { yes: "wait-more" },
  },
  { id: "wait-more", type: "delay", config: { duration: { amount: 30, unit: "days" } } },
]);

export interface WaitingEngine {
  db: SqliteDatabase;
  rig: EngineRig;
  close(): Promise<void>;
}

/** Fills a data folder with people who wait in a workflow, without an engine; the first is due after `hours`. */
export async function seedWaiting(
  dataDir: string,
  count: number,
  { hours, groupSize }: { hours: number; groupSize?: number },
): Promise<void> {
  await seed(dataDir, graph);
  const db = openSqlite(join(dataDir, DATABASE_FILE));
  const startedAt = new EngineRig(db).clock.now();
  await db.close();
  fillQuickly(dataDir, (filling) => {
    fillPeople(filling, count, startedAt);
    fillWaitingRuns(filling, count, { triggerId: "event", nodeId: "wait", startedAt, hours, groupSize });
  });
}

/** The real engine on such a folder, in this process, with a clock that the benchmark moves. */
export async function openWaiting(dataDir: string): Promise<WaitingEngine> {
  const db = openSqlite(join(dataDir, DATABASE_FILE));
  const rig = new EngineRig(db);
  await rig.engine.start();
  await rig.engine.settled();
  const close = async () => {
    await rig.engine.stop();
    await db.close();
  };
  return { db, rig, close };
}

export { HOUR_MS };
