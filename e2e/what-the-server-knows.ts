import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import { DATABASE_FILE } from "#server/database/open.ts";
import type { AppProcess } from "#server/testing/app-process.ts";

const ROWS_SHOWN_MAX = 30;

/** What leads from an event to a message, step by step. */
const TABLES = {
  workflows: "select id, name, status, live_version_id from workflows",
  versions: "select id, workflow_id, graph from versions",
  hooks: "select id, name, event_name, person_path, off_at from hooks",
  receipts: "select id, hook_id, verdict, reason_code, event_name, profile_id from receipts",
  events:
    "select events.id, event_names.name, profile_id, at from events join event_names on event_names.id = name_id where depth = 0",
  runs: "select id, workflow_id, profile_id, status, node_id, wake_at from runs",
  messages: "select id, run_id, channel, status, reason_code, due_at, attempts from messages",
  history: "select id, profile_id, workflow_id, code from history",
};

/** For a test that failed: the server's log and the newest rows of its database, for somebody who has only the output. */
export function tellWhatTheServerKnows({ dataDir, output }: AppProcess): string {
  const connection = new SqliteConnection(join(dataDir, DATABASE_FILE), { readonly: true });
  const parts = Object.entries(TABLES).map(([name, query]) => {
    const rows = connection
      .prepare(`select * from (${query}) order by id desc limit ${ROWS_SHOWN_MAX}`)
      .all();
    return [`${name}:`, ...rows.map((row) => `  ${JSON.stringify(row)}`)].join("\n");
  });
  connection.close();
  return [`now: ${Date.now()}`, "log of the server:", output, ...parts].join("\n");
}
