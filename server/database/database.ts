import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { Tables } from "#drizzle/tables.ts";

/** The query builder, typed as PostgreSQL's; on SQLite the same calls build SQLite's queries. */
export type Query = Pick<
  PgDatabase<PgQueryResultHKT, Record<string, never>>,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "with" | "$count"
>;

/**
 * A query written once at module level and prepared once per connection: on hot paths five times faster than building
 * it each time. Values are named with `sql.placeholder`.
 */
export interface Statement<P, R> {
  build: (query: Query, tables: Tables) => PromiseLike<R>;
  /** Carries the type of the values; never set. */
  readonly values?: P;
}

export function statement<P extends Record<string, unknown>>() {
  return <R>(build: (query: Query, tables: Tables) => PromiseLike<R>): Statement<P, R> => ({ build });
}

/** What a transaction's body may yield. */
export type Step =
  | { query: PromiseLike<unknown> }
  | { statement: Statement<never, unknown>; values: Record<string, unknown> }
  | RecallStep
  | CountStep;

/** A row that, once it is there, stays as it is as long as the transaction lasts. */
export interface RecallStep {
  recall: Statement<never, unknown[]>;
  /** Two steps with the same key are about the same row. */
  key: string;
  values: Record<string, unknown>;
}

/** One more of something, to be added to its row at the end of the transaction. */
export interface CountStep {
  count: Statement<never, unknown>;
  /** Two steps with the same key are about the same row. */
  key: string;
  values: Record<string, unknown>;
}

/** What a statement that counts is given beside its values. */
export type Counting = {
  /** How often the transaction has asked for it. */
  times: number;
  /**
   * From 0 to `LANES` - 1, and another one for each connection to PostgreSQL, as a rule: a row that many transactions add
   * to at once is best kept once for each lane, because there only one of them can have it.
   */
  lane: number;
};

export const LANES = 64;

/** A transaction's body, or a part of one: it asks for queries by `yield*` and cannot wait for anything else. */
export type Steps<R> = Generator<Step, R, unknown>;

export interface Transaction {
  query: Query;
  tables: Tables;
}

export interface TransactionOptions {
  /**
   * Resolve with the commit, before it is known to be on the disk: for work that nobody outside hears of until a later
   * transaction, which is never on the disk without this one. What a power cut takes back is simply done again.
   */
  durableLater?: boolean;
}

export interface Database {
  engine: "sqlite" | "postgres";
  tables: Tables;
  /** For single statements outside a transaction. */
  query: Query;
  /** Runs a prepared statement outside a transaction. */
  execute<P extends Record<string, unknown>, R>(statement: Statement<P, R>, values: P): Promise<R>;
  /**
   * Runs the body as one transaction. On SQLite it is over before the event loop turns; on PostgreSQL each query is
   * awaited, serializable, and the whole body is run again on a conflict, so it must do nothing but query.
   */
  transaction<R>(body: (tx: Transaction) => Steps<R>, options?: TransactionOptions): Promise<R>;
  close(): Promise<void>;
}

/**
 * How many rows a statement without `returning` has written, from what it answers with: on SQLite that is half the
 * price of having the rows returned.
 */
export function rowsWritten(answer: unknown): number {
  const { changes, rowCount } = answer as { changes?: number; rowCount?: number };
  return changes ?? rowCount ?? 0;
}

type Answer = (step: Step) => unknown;

/** Answers the steps of the transaction whose body runs now; null where they are handed up to whoever runs it. */
let atOnce: Answer | null = null;

/**
 * Has steps answered where they are asked for while `work` runs, which cannot wait for anything. Handing each up through
 * all the generators that stand above it, and the answer down again, costs as much as a small statement.
 */
export function answeringAtOnce<R>(answer: Answer | null, work: () => R): R {
  const before = atOnce;
  atOnce = answer;
  try {
    return work();
  } finally {
    atOnce = before;
  }
}

/** The same body, with each step handed up on every engine: for those who look at what comes by. */
export function* stepByStep<R>(steps: Steps<R>): Steps<R> {
  let step = answeringAtOnce(null, () => steps.next());
  while (!step.done) {
    const answer = yield step.value;
    step = answeringAtOnce(null, () => steps.next(answer));
  }
  return step.value;
}

/** Runs a built query inside a transaction's body: `const rows = yield* run(tx.query.select()…)`. */
export function* run<R>(query: PromiseLike<R>): Steps<R> {
  const step = { query };
  return (atOnce ? atOnce(step) : yield step) as R;
}

/** Runs a prepared statement inside a transaction's body. */
export function* prepared<P extends Record<string, unknown>, R>(
  statement: Statement<P, R>,
  values: P,
): Steps<R> {
  const step = { statement: statement as unknown as Statement<never, unknown>, values };
  return (atOnce ? atOnce(step) : yield step) as R;
}

/**
 * Runs a prepared statement inside a transaction's body that reads what nobody changes once it is there. However often
 * it is asked for with one key, it runs until it has found something and no more.
 */
export function* recalled<P extends Record<string, unknown>, R extends unknown[]>(
  statement: Statement<P, R>,
  key: string,
  values: P,
): Steps<R> {
  const step = { recall: statement as unknown as Statement<never, unknown[]>, key, values };
  return (atOnce ? atOnce(step) : yield step) as R;
}

/**
 * Asks for a statement that counts, inside a transaction's body. However often it is asked for with one key, it runs
 * once, with how often, when the body has ended and before the commit.
 */
export function* counted<P extends Record<string, unknown>>(
  statement: Statement<P & Counting, unknown>,
  key: string,
  values: P,
): Steps<void> {
  const step = { count: statement as unknown as Statement<never, unknown>, key, values };
  if (atOnce) atOnce(step);
  else yield step;
}
