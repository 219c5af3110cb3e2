import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { Rolling } from "#server/analytics/roll/rolling.ts";
import { DATABASE_FILE } from "#server/database/open.ts";
import { openSqlite } from "#server/database/sqlite.ts";
import { type LargeShop, largeShop } from "./large-shop.ts";

/** Null: it was rolled up before. */
export type RolledShop = LargeShop & { rolledSeconds: number | null };

/** The same shop with its events rolled up by the app's own code, kept for the next time. */
export async function rolledShop(people: number, events: number): Promise<RolledShop> {
  const shop = await largeShop(people, events);
  const dataDir = `${shop.dataDir}-rolled`;
  const rolled = { ...shop, dataDir, file: join(dataDir, DATABASE_FILE) };
  if (existsSync(dataDir)) return { ...rolled, rolledSeconds: null };
  const partial = `${dataDir}-${process.pid}`;
  mkdirSync(partial);
  try {
    copyFileSync(shop.file, join(partial, DATABASE_FILE));
    const db = openSqlite(join(partial, DATABASE_FILE));
    db.connection.pragma("synchronous = OFF");
    const from = performance.now();
    await new Rolling({ db, clock: { now: () => Date.now() }, log: pino({ level: "silent" }) }).catchUp(0);
    const rolledSeconds = (performance.now() - from) / 1000;
    db.connection.pragma("wal_checkpoint(TRUNCATE)");
    await db.close();
    renameSync(partial, dataDir);
    return { ...rolled, rolledSeconds };
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
