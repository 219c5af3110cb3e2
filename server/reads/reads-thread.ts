import { workerData } from "node:worker_threads";
import type { Database } from "#server/database/database.ts";
import { openSqlite } from "#server/database/sqlite.ts";
import { yieldToOthers } from "#server/thread.ts";
import { answerCalls } from "#server/thread-calls.ts";
import { type HeavyReads, heavyReads } from "./heavy-reads.ts";

/** A call of a read, as it is sent to the thread. */
export interface ReadCall {
  name: keyof HeavyReads;
  args: unknown;
}

yieldToOthers();
const { file } = workerData as { file: string };
const database = openSqlite(file, { readonly: true });

answerCalls(({ name, args }: ReadCall) => {
  const read = heavyReads[name] as (db: Database, args: unknown) => Promise<unknown>;
  return read(database, args);
});
