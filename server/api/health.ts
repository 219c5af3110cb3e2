import type { Tables } from "#drizzle/tables.ts";
import packageFile from "#package.json" with { type: "json" };
import { readDatabaseSize } from "#server/store/database-size.ts";
import { owner, router } from "./trpc.ts";

/** The tables that grow with the shop; the others stay small. */
const GROWING_TABLES = [
  "profiles",
  "events",
  "history",
  "messages",
  "deliveries",
  "runs",
  "visits",
  "timers",
  "carts",
  "eventKeys",
  "consentLog",
  "assignments",
] as const satisfies readonly (keyof Tables)[];
export type GrowingTable = (typeof GROWING_TABLES)[number];

export const healthRouter = router({
  get: owner.query(async ({ ctx }) => {
    const size = await readDatabaseSize(ctx.db);
    return {
      version: packageFile.version,
      engine: ctx.db.engine,
      databaseBytes: size.bytes,
      freeBytes: size.freeBytes,
      logBytes: size.logBytes,
      uptimeSeconds: Math.round(process.uptime()),
      memoryBytes: process.memoryUsage().rss,
      dataDir: ctx.db.engine === "sqlite" ? ctx.env.DATA_DIR : null,
    };
  }),

  /** What fills the database, the table with the most rows first. */
  tables: owner.query(async ({ ctx }) => {
    const counted: { table: GrowingTable; rows: number }[] = [];
    // One after the other, so that other reads have their turn in between.
    for (const table of GROWING_TABLES) counted.push({ table, rows: await ctx.reads.countRows(table) });
    return counted.sort((a, b) => b.rows - a.rows);
  }),
});
