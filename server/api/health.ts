import packageFile from "#package.json" with { type: "json" };
import { readDatabaseBytes } from "#server/store/database-size.ts";
import { owner, router } from "./trpc.ts";

export const healthRouter = router({
  get: owner.query(async ({ ctx }) => ({
    version: packageFile.version,
    engine: ctx.db.engine,
    databaseBytes: await readDatabaseBytes(ctx.db),
    uptimeSeconds: Math.round(process.uptime()),
    memoryBytes: process.memoryUsage().rss,
    dataDir: ctx.db.engine === "sqlite" ? ctx.env.DATA_DIR : null,
  })),
});
