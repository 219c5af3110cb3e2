import SqliteConnection from "better-sqlite3";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { sqliteTables } from "#drizzle/schema.sqlite.ts";
import {
  answeringAtOnce,
  type Database,
  type Query,
  type Statement,
  type Step,
  type Steps,
  type Transaction,
} from "./database.ts";
import { Recall } from "./recall.ts";
import { addRuleFunctions } from "./rule-functions.ts";
import { waitingForDisk } from "./sqlite-outside.ts";
import { statementRunner } from "./sqlite-statements.ts";
import { Tally } from "./tally.ts";
import { fileSync, type NotDurable, WalSync } from "./wal-sync.ts";

/**
 * Pages in the write-ahead log before whoever commits has to empty it, which takes up to a second. A thread of its own
 * does so every second (checkpoints.ts), so this is for when that cannot: during a long read.
 */
const WAL_CHECKPOINT_PAGES = 100_000;
/** What the log may keep of the disk after it has grown. */
const WAL_KEPT_BYTES = 80 * 1024 * 1024;
const BUSY_TIMEOUT_MS = 5_000;
/**
 * Free pages that stay in the file to be used again: at least these, and this part of it. Giving them back would only
 * move pages about, over and over.
 */
const FREE_PAGES_KEPT_MIN = 256;
const FREE_PART_KEPT = 1 / 20;
/** One transaction after the other: none is in another's way. */
const ONLY_LANE = 0;

export interface SqliteDatabase extends Database {
  engine: "sqlite";
  connection: SqliteConnection.Database;
  /** Transactions that come while the work runs wait for its end. */
  holdTransactions(work: () => Promise<unknown>): Promise<void>;
}

export interface SqliteOptions {
  readonly?: boolean;
  /** Told once when the disk refuses to keep what was written; no transaction works any more. */
  onBroken?: (error: NotDurable) => void;
}

/** What drizzle's synchronous driver adds to a query, which the PostgreSQL types do not show. */
interface SyncPrepared {
  execute(values?: Record<string, unknown>): { sync(): unknown };
}
type SyncQuery = { prepare(): SyncPrepared };

/**
 * Opens the file, or ":memory:". Pragmas come before anything else, because the journal mode cannot change inside a
 * transaction. What is acknowledged survives a power cut: a transaction resolves once the log is on the disk, for which
 * the event loop does not wait, and a single statement is written in FULL.
 */
export function openSqlite(file: string, { readonly = false, onBroken }: SqliteOptions = {}): SqliteDatabase {
  const connection = new SqliteConnection(file, { readonly });
  connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  if (!readonly) {
    connection.pragma("auto_vacuum = INCREMENTAL");
    connection.pragma("journal_mode = WAL");
    connection.pragma("synchronous = NORMAL");
    connection.pragma("foreign_keys = ON");
    // People who were erased must not stay in free pages of the file.
    connection.pragma("secure_delete = ON");
    connection.pragma(`wal_autocheckpoint = ${WAL_CHECKPOINT_PAGES}`);
    // A long read keeps the log from being emptied, so that it grows; afterwards it is cut back.
    connection.pragma(`journal_size_limit = ${WAL_KEPT_BYTES}`);
  }
  addRuleFunctions(connection);
  const orm = drizzle(connection, { casing: "snake_case" });
  const query = orm as unknown as Query;
  const outside = readonly ? orm : drizzle(waitingForDisk(connection), { casing: "snake_case" });
  const execute = statementRunner(connection);
  const transaction: Transaction = { query, tables: sqliteTables };
  const begin = connection.prepare("BEGIN IMMEDIATE");
  const commit = connection.prepare("COMMIT");
  const rollback = connection.prepare("ROLLBACK");
  const changes = connection.prepare("select total_changes()").pluck();
  const log = file === ":memory:" || readonly ? null : fileSync(`${file}-wal`);
  const walSync = log && new WalSync(log.sync, onBroken);
  let changesBefore = 0;
  let held: Promise<void> | null = null;

  function runTransaction<R>(body: (tx: Transaction) => Steps<R>): R {
    begin.run();
    try {
      const tally = new Tally();
      const recall = new Recall();
      const answerNow = (step: Step) => answer(step, tally, recall);
      const result = answeringAtOnce(answerNow, () => {
        const steps = body(transaction);
        let step = steps.next();
        while (!step.done) step = steps.next(answerNow(step.value));
        return step.value;
      });
      for (const { statement, values } of tally.statements(ONLY_LANE)) execute(statement, values);
      commit.run();
      return result;
    } catch (error) {
      if (connection.inTransaction) rollback.run();
      throw error;
    }
  }

  /** Whether anything was written since the last call. */
  function hasChanged(): boolean {
    const count = changes.get() as number;
    const changed = count !== changesBefore;
    changesBefore = count;
    return changed;
  }

  function answer(step: Step, tally: Tally, recall: Recall): unknown {
    if ("statement" in step) return execute(step.statement, step.values);
    if ("recall" in step)
      return recall.known(step) ?? recall.keep(step, execute(step.recall, step.values) as unknown[]);
    if ("count" in step) return tally.add(step);
    return (step.query as unknown as SyncQuery).prepare().execute().sync();
  }

  return {
    engine: "sqlite",
    tables: sqliteTables,
    query: outside as unknown as Query,
    connection,
    execute: async <P extends Record<string, unknown>, R>(statement: Statement<P, R>, values: P) => {
      while (held) await held;
      walSync?.demandSound();
      const result = execute(statement as unknown as Statement<never, unknown>, values) as R;
      if (hasChanged()) await walSync?.settled();
      return result;
    },
    transaction: async (body, { durableLater = false } = {}) => {
      while (held) await held;
      walSync?.demandSound();
      const result = runTransaction(body);
      const changed = hasChanged();
      if (durableLater) return result;
      // What was only read must be durable too: "that is here already" is an acknowledgement.
      await (changed ? walSync?.settled() : walSync?.idle());
      return result;
    },
    holdTransactions: async (work) => {
      const done = work();
      const release = () => {
        held = null;
      };
      held = done.then(release, release);
      await done;
    },
    close: async () => {
      log?.close();
      connection.close();
    },
  };
}

export function isSqlite(database: Database): database is SqliteDatabase {
  return database.engine === "sqlite";
}

/** How many bytes the file has, and how many of them are free to be used again. */
export function sqliteBytes({ connection }: SqliteDatabase): { file: number; free: number } {
  const read = (name: string) => Number(connection.pragma(name, { simple: true }));
  const pageBytes = read("page_size");
  return { file: read("page_count") * pageBytes, free: read("freelist_count") * pageBytes };
}

/** Gives up to `limit` free pages at the end of the file back to the disk; answers with how many. */
export function giveBackPages({ connection }: SqliteDatabase, limit: number): number {
  const read = (name: string) => Number(connection.pragma(name, { simple: true }));
  const pages = read("page_count");
  const spare = read("freelist_count") - Math.max(FREE_PAGES_KEPT_MIN, Math.ceil(pages * FREE_PART_KEPT));
  if (spare <= 0) return 0;
  connection.pragma(`incremental_vacuum(${Math.min(spare, limit)})`);
  return pages - read("page_count");
}

export function migrateSqlite(database: SqliteDatabase): void {
  migrate(drizzle(database.connection, { casing: "snake_case" }) as BetterSQLite3Database, {
    migrationsFolder: "drizzle/migrations/sqlite",
  });
}
