import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import { DATABASE_FILE } from "#server/database/open.ts";
import type { RunState } from "#workflows/run.ts";

const BATCH_RUNS = 100;
const DAYS = 30;
const DAYS_MS = DAYS * 24 * 3_600_000;

/**
 * What somebody would write who knows this one workflow: take the due runs, close the visit of the delay, pass the
 * branch, open the visit of the next delay. It looks nothing up and decides nothing.
 */
export class HandWrittenLoop {
  readonly connection: SqliteConnection.Database;

  constructor(dataDir: string) {
    this.connection = new SqliteConnection(join(dataDir, DATABASE_FILE));
    this.connection.pragma("synchronous = FULL");
    this.connection.pragma("foreign_keys = ON");
    this.connection.pragma("secure_delete = ON");
    this.connection.pragma("wal_autocheckpoint = 20000");
  }

  advanceDue(now: number): void {
    const read = this.connection.prepare<unknown[], { id: number; profileId: number; state: string }>(
      `select id, profile_id as profileId, state from runs
       where workflow_id = 1 and wake_at <= ? order by wake_at limit ${BATCH_RUNS}`,
    );
    const save = this.connection.prepare("update runs set state = ?, node_id = ?, wake_at = ? where id = ?");
    const arrive = this.connection.prepare(
      "insert into visits (run_id, visit, workflow_id, node_id, arrived_at) values (?, ?, 1, ?, ?)",
    );
    const passThrough = this.connection.prepare(
      "insert into visits (run_id, visit, workflow_id, node_id, arrived_at, left_at, port) values (?, ?, 1, ?, ?, ?, ?)",
    );
    const leave = this.connection.prepare(
      "update visits set left_at = ?, port = ? where run_id = ? and visit = ?",
    );
    const note = this.connection.prepare(
      `insert into history (profile_id, at, workflow_id, run_id, node_id, visit, code, "values")
       values (?, ?, 1, ?, 'reachable', ?, 'branch.took', ?)`,
    );
    const batch = this.connection.transaction(() => {
      const due = read.all(now);
      for (const { id, profileId, state } of due) {
        const before = JSON.parse(state) as RunState;
        const until = now + DAYS_MS;
        const after: RunState = {
          ...before,
          nodeId: "wait-more",
          visit: before.visit + 2,
          waiting: {
            kind: "time",
            until,
            intention: { kind: "delay", from: now, duration: { amount: DAYS, unit: "days" } },
          },
        };
        leave.run(now, "next", id, before.visit);
        passThrough.run(id, before.visit + 1, "reachable", now, now, "yes");
        note.run(profileId, now, id, before.visit + 1, '{"path":"By email"}');
        arrive.run(id, before.visit + 2, "wait-more", now);
        save.run(JSON.stringify(after), "wait-more", until, id);
      }
      return due.length;
    });
    while (batch.immediate() > 0);
  }

  close(): void {
    this.connection.close();
  }
}
