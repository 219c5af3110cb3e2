import { parentPort, workerData } from "node:worker_threads";
import type { Database } from "#server/database/database.ts";
import { openSqlite } from "#server/database/sqlite.ts";
import { type HeavyReads, heavyReads } from "./heavy-reads.ts";

const database = openSqlite((workerData as { file: string }).file, { readonly: true });

parentPort?.on(
  "message",
  async ({ id, name, args }: { id: number; name: keyof HeavyReads; args: unknown }) => {
    try {
      const read = heavyReads[name] as (db: Database, args: unknown) => Promise<unknown>;
      parentPort?.postMessage({ id, result: await read(database, args) });
    } catch (error) {
      parentPort?.postMessage({
        id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  },
);
