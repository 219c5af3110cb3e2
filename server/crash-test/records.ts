import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import { DATABASE_FILE } from "#server/database/open.ts";

export interface StoredEvent {
  id: string;
  name: string;
  userId: string;
}

export interface StoredMessage {
  node: string;
  channel: string;
  endpoint: string;
  status: string;
  reason: string | null;
  /** What it is about: the event's id, or the cart's. */
  about: string;
}

/** What the server's database holds, read by this process while the server may be dead. */
export class Records {
  readonly #file: string;

  constructor(dataDir: string) {
    this.#file = join(dataDir, DATABASE_FILE);
  }

  events(): StoredEvent[] {
    const rows = this.#read<{ name: string; userId: string; properties: string }>(
      `select event_names.name, profiles.external_id as userId, events.properties from events
       join event_names on event_names.id = events.name_id join profiles on profiles.id = events.profile_id`,
    );
    return rows.map(({ name, userId, properties }) => ({
      id: (JSON.parse(properties) as { id: string }).id,
      name,
      userId,
    }));
  }

  /** The addresses of everybody, by the shop's number for them. */
  emails(): Map<string, string | null> {
    const rows = this.#read<{ userId: string; email: string | null }>(
      "select external_id as userId, email from profiles",
    );
    return new Map(rows.map(({ userId, email }) => [userId, email]));
  }

  messages(): StoredMessage[] {
    const rows = this.#read<Omit<StoredMessage, "about"> & { data: string }>(
      "select node_id as node, channel, endpoint, status, reason_code as reason, data from messages",
    );
    return rows.map(({ data, ...row }) => {
      const { event, cart } = JSON.parse(data) as { event?: { id: string }; cart?: { id: string } };
      return { ...row, about: event?.id ?? cart?.id ?? "" };
    });
  }

  /** Runs that nothing would ever move on: under way, without a time to wake at or an open message. */
  stuckRuns(): string[] {
    const rows = this.#read<{ id: number; node: string; state: string }>(
      `select id, node_id as node, state from runs where status = 'active' and wake_at is null and not exists
       (select 1 from messages where run_id = runs.id and status in ('queued', 'handed'))`,
    );
    return rows.map(({ id, node, state }) => `run ${id} at ${node}: ${state}`);
  }

  /** How much is not finished: runs under way, open messages, timers. */
  unfinished(): number {
    const [row] = this.#read<{ count: number }>(
      `select (select count(*) from runs where status = 'active') + (select count(*) from timers)
       + (select count(*) from messages where status in ('queued', 'handed')) as count`,
    );
    return row!.count;
  }

  #read<Row>(query: string): Row[] {
    const connection = new SqliteConnection(this.#file, { readonly: true });
    try {
      return connection.prepare(query).all() as Row[];
    } finally {
      connection.close();
    }
  }
}
