import { join } from "node:path";
import { DATABASE_FILE } from "#server/database/open.ts";
import { migrateSqlite, openSqlite } from "#server/database/sqlite.ts";
import { ApiKeys } from "#server/http/api-keys.ts";
import { insertWorkflow, publishDraft } from "#server/store/workflows.ts";
import type { Graph } from "#workflows/graph.ts";

/** Puts an API key and, if given, a live workflow into a data folder whose server is not running. */
export async function seed(dataDir: string, graph?: Graph): Promise<{ apiKey: string }> {
  const db = openSqlite(join(dataDir, DATABASE_FILE));
  migrateSqlite(db);
  const now = Date.now();
  const { key } = await new ApiKeys(db).create("bench", now);
  if (graph) {
    const id = await db.transaction((tx) => insertWorkflow(tx, { name: "Bench", draft: graph, now }));
    await db.transaction((tx) => publishDraft(tx, id, { revision: 1, by: "bench", backfill: null }, now));
  }
  await db.close();
  return { apiKey: key };
}
