import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import { DATABASE_FILE } from "#server/database/open.ts";

const CACHE_KIB = 512 * 1024;
/** The first of so many numbers, as a table `n` with the column `i`. */
const NUMBERS = "with recursive n(i) as (select 1 union all select i + 1 from n where i < :count)";

export type Filling = SqliteConnection.Database;

/** Writes many rows into a data folder whose server is not running, without waiting for the disk. */
export function fillQuickly(dataDir: string, fill: (filling: Filling) => void): void {
  const filling = new SqliteConnection(join(dataDir, DATABASE_FILE));
  filling.pragma("journal_mode = OFF");
  filling.pragma("synchronous = OFF");
  filling.pragma(`cache_size = -${CACHE_KIB}`);
  filling.transaction(() => fill(filling))();
  filling.pragma("journal_mode = WAL");
  filling.close();
}

/** People with the ids 1 to `count`. */
export function fillPeople(filling: Filling, count: number, now: number): void {
  filling
    .prepare(
      `insert into profiles (id, external_id, email, attributes, is_sample, created_at, updated_at)
       ${NUMBERS} select i, printf('person-%07d', i), printf('person-%07d@example.net', i), '{}', 0, :now, :now from n`,
    )
    .run({ count, now });
}

/** One event of each of the people 1 to `count`. */
export function fillEvents(filling: Filling, count: number, event: { name: string; at: number }): void {
  const { lastInsertRowid: nameId } = filling
    .prepare("insert into event_names (name) values (?)")
    .run(event.name);
  filling
    .prepare(
      `insert into events (profile_id, name_id, at, received_at, properties)
       ${NUMBERS} select i, :nameId, :at, :at, '{"order_id":"1001","total":64}' from n`,
    )
    .run({ count, nameId, at: event.at });
}

export interface WaitingRuns {
  /** The delay they wait at, second in a graph whose first version is live in workflow 1. */
  nodeId: string;
  triggerId: string;
  startedAt: number;
  hours: number;
  /** How many fall due together, one group an hour after the other; all at once by default. */
  groupSize?: number;
}

/** One run of each of the people 1 to `count`, waiting at a delay, with its visits. */
export function fillWaitingRuns(filling: Filling, count: number, runs: WaitingRuns): void {
  const { nodeId, triggerId, startedAt, hours, groupSize = count } = runs;
  filling
    .prepare(
      `insert into runs (id, workflow_id, version_id, profile_id, entry_key, status, state, node_id, wake_at, started_at)
       ${NUMBERS}, due(i, hours) as
         (select i, cast(:hours as integer) + (i - 1) / cast(:groupSize as integer) from n)
       select i, 1, 1, i, 'once', 'active',
         json_object('nodeId', :nodeId, 'visit', 1, 'data', json_object('event', json_object('id', 'event-' || i)),
           'waiting', json_object('kind', 'time', 'until', cast(:startedAt as integer) + hours * 3600000, 'intention',
             json_object('kind', 'delay', 'from', cast(:startedAt as integer), 'duration',
               json_object('amount', hours, 'unit', 'hours')))),
         :nodeId, :startedAt + hours * 3600000, :startedAt
       from due`,
    )
    .run({ count, nodeId, startedAt, hours, groupSize });
  filling
    .prepare(
      `insert into visits (run_id, visit, workflow_id, node_id, arrived_at, left_at, port)
       ${NUMBERS} select i, 0, 1, :triggerId, :startedAt, :startedAt, 'next' from n`,
    )
    .run({ count, triggerId, startedAt });
  filling
    .prepare(
      `insert into visits (run_id, visit, workflow_id, node_id, arrived_at)
       ${NUMBERS} select i, 1, 1, :nodeId, :startedAt from n`,
    )
    .run({ count, nodeId, startedAt });
}
