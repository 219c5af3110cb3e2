/**
 * Copies the database and the keys while the server runs or not:
 *
 *     npm run backup
 *     npm run backup -- before-the-sale
 */
import { timestamp } from "#server/backup.ts";
import { copyData } from "./copy-data.ts";
import { runOnData } from "./data-command.ts";

await runOnData(
  "The data is in PostgreSQL: back it up with pg_dump, and keep a copy of keys.json from DATA_DIR beside it. One without the other cannot be restored in full.",
  (env) => copyData(env.DATA_DIR, process.argv[2] ?? timestamp(Date.now())),
);
