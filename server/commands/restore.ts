/**
 * Puts a copy back in the place of the current data, while the server is stopped:
 *
 *     npm run restore -- before-the-sale
 *     npm run restore -- path/to/a/copy
 */
import { runOnData } from "./data-command.ts";
import { restoreData } from "./restore-data.ts";

await runOnData(
  "The data is in PostgreSQL: restore it with pg_restore or psql, and put the keys.json that belongs to it into DATA_DIR.",
  (env) => restoreData(env, process.argv[2], Date.now()),
);
