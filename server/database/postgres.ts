import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { postgresTables } from "#drizzle/schema.postgres.ts";
import {
  type Database,
  LANES,
  type Query,
  type Statement,
  type Step,
  type Steps,
  type Transaction,
} from "./database.ts";
import { Recall } from "./recall.ts";
import { Tally } from "./tally.ts";

const POOL_CONNECTIONS_MAX = 10;
/** A body is run again after a conflict; past this the load is not what PostgreSQL can serialise. */
const CONFLICT_RETRIES_MAX = 50;
const SERIALIZATION_FAILURE = "40001";
const DEADLOCK = "40P01";

interface PreparedQuery {
  execute(values?: Record<string, unknown>): PromiseLike<unknown>;
}
type Preparable = { prepare(name: string): PreparedQuery };

export interface PostgresDatabase extends Database {
  engine: "postgres";
  pool: pg.Pool;
}

/** `onError` is told of idle connections that broke; the pool replaces them by itself. */
export function openPostgres(url: string, onError: (error: Error) => void = () => {}): PostgresDatabase {
  const pool = new pg.Pool({ connectionString: url, max: POOL_CONNECTIONS_MAX });
  const broken = new WeakSet<pg.PoolClient>();
  pool.on("error", onError);
  // The pool listens only to idle connections, and a loss that nobody listens to ends the process. Whoever uses the
  // connection hears of it by the query that fails.
  pool.on("connect", (client) => void client.on("error", () => broken.add(client)));
  const query = drizzle(pool, { casing: "snake_case" }) as unknown as Query;
  const connections = new WeakMap<pg.PoolClient, Connection>();

  async function withConnection<R>(
    work: (connection: Connection, client: pg.PoolClient) => Promise<R>,
  ): Promise<R> {
    const client = await pool.connect();
    try {
      let connection = connections.get(client);
      if (!connection) {
        connection = openConnection(client);
        connections.set(client, connection);
      }
      return await work(connection, client);
    } catch (error) {
      if (error instanceof RollbackFailed) broken.add(client);
      throw error instanceof RollbackFailed ? error.cause : error;
    } finally {
      // A broken connection is thrown away, so that nobody else gets it.
      client.release(broken.has(client));
    }
  }

  return {
    engine: "postgres",
    tables: postgresTables,
    query,
    pool,
    execute: <P extends Record<string, unknown>, R>(statement: Statement<P, R>, values: P) =>
      withConnection(
        async (connection) =>
          (await connection.execute(statement as unknown as Statement<never, unknown>, values)) as R,
      ),
    transaction: async (body) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await withConnection((connection, client) => attemptTransaction(connection, client, body));
        } catch (error) {
          if (attempt > CONFLICT_RETRIES_MAX || !isConflict(error)) throw error;
        }
      }
    },
    close: () => pool.end(),
  };
}

export async function migratePostgres(database: PostgresDatabase): Promise<void> {
  await migrate(drizzle(database.pool, { casing: "snake_case" }), {
    migrationsFolder: "drizzle/migrations/postgres",
  });
}

/** A prepared query belongs to its connection: one prepared elsewhere would escape the transaction. */
interface Connection {
  transaction: Transaction;
  lane: number;
  execute(statement: Statement<never, unknown>, values: Record<string, unknown>): PromiseLike<unknown>;
}

let statementNames = 0;

function openConnection(client: pg.PoolClient): Connection {
  const query = drizzle(client, { casing: "snake_case" }) as unknown as Query;
  const cache = new Map<unknown, PreparedQuery>();
  return {
    transaction: { query, tables: postgresTables },
    // The server numbers its connections, those of other processes included, one after the other.
    lane: ((client as { processID?: number | null }).processID ?? 0) % LANES,
    execute(statement, values) {
      let ready = cache.get(statement);
      if (!ready) {
        statementNames += 1;
        ready = (statement.build(query, postgresTables) as unknown as Preparable).prepare(
          `s${statementNames}`,
        );
        cache.set(statement, ready);
      }
      return ready.execute(values);
    },
  };
}

async function attemptTransaction<R>(
  connection: Connection,
  client: pg.PoolClient,
  body: (tx: Transaction) => Steps<R>,
): Promise<R> {
  try {
    await client.query("BEGIN ISOLATION LEVEL SERIALIZABLE");
    const tally = new Tally();
    const recall = new Recall();
    const steps = body(connection.transaction);
    let step = steps.next();
    while (!step.done) step = steps.next(await answer(connection, step.value, tally, recall));
    for (const { statement, values } of tally.statements(connection.lane))
      await connection.execute(statement, values);
    await client.query("COMMIT");
    return step.value;
  } catch (error) {
    try {
      await client.query("ROLLBACK");
    } catch {
      throw new RollbackFailed("The transaction could not be rolled back", { cause: error });
    }
    throw error;
  }
}

/** The connection is of no more use; `cause` is what went wrong first. */
class RollbackFailed extends Error {}

async function answer(connection: Connection, step: Step, tally: Tally, recall: Recall): Promise<unknown> {
  if ("statement" in step) return await connection.execute(step.statement, step.values);
  if ("recall" in step) {
    const { recall: statement, values } = step;
    return (
      recall.known(step) ?? recall.keep(step, (await connection.execute(statement, values)) as unknown[])
    );
  }
  if ("query" in step) return await step.query;
  tally.add(step);
}

function isConflict(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = (cause as { code?: unknown }).code;
    if (code === SERIALIZATION_FAILURE || code === DEADLOCK) return true;
  }
  return false;
}
