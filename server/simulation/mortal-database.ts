import {
  type Database,
  type Statement,
  type Step,
  type Steps,
  stepByStep,
  type Transaction,
} from "#server/database/database.ts";

/** Where the process dies or the database refuses: at a statement, or after a commit that nobody hears of any more. */
export type BreakPoint =
  | { kind: "crash-at-statement"; statements: number }
  | { kind: "crash-after-commit"; commits: number }
  | { kind: "refuse-at-statement"; statements: number };

/** What the database says once when it is told to refuse: a full disk, a lost connection. */
class Refused extends Error {}
class Crash extends Error {}

/**
 * The database as one process sees it. The process may die at any statement: what is open then is rolled back, and
 * nothing that the dead process waits for ever ends, so that no line of it runs any more.
 */
export class MortalDatabase implements Database {
  readonly engine: Database["engine"];
  readonly tables: Database["tables"];
  /** Grows with everything that happens here. */
  activity = 0;
  /** How the process has died; null while it lives. */
  diedBy: BreakPoint["kind"] | "kill" | null = null;
  /** How often the database has refused something. */
  refusals = 0;
  #break: BreakPoint | null = null;
  readonly #inner: Database;

  readonly #inspect: () => Steps<void>;

  /** `inspect` looks at the rows in the very moment after a message was handed over, in the same transaction. */
  constructor(inner: Database, inspect: () => Steps<void>) {
    this.#inner = inner;
    this.#inspect = inspect;
    this.engine = inner.engine;
    this.tables = inner.tables;
  }

  get query(): Database["query"] {
    this.activity += 1;
    return this.#inner.query;
  }

  /** Says where it breaks; null: nowhere. */
  breakAt(point: BreakPoint | null): void {
    this.#break = point && { ...point };
  }

  /** The process dies now. */
  kill(): void {
    this.diedBy ??= "kill";
  }

  async execute<P extends Record<string, unknown>, R>(statement: Statement<P, R>, values: P): Promise<R> {
    if (this.diedBy) return await never();
    return await this.#untilDeath(async () => {
      this.#statement();
      return await this.#inner.execute(statement, values);
    });
  }

  async transaction<R>(body: (tx: Transaction) => Steps<R>): Promise<R> {
    if (this.diedBy) return await never();
    const result = await this.#untilDeath(() =>
      this.#inner.transaction((tx) => this.#watch(stepByStep(body(tx)))),
    );
    this.activity += 1;
    if (this.#break?.kind === "crash-after-commit" && --this.#break.commits <= 0)
      this.diedBy = "crash-after-commit";
    if (this.diedBy) return await never();
    return result;
  }

  async close(): Promise<void> {}

  *#watch<R>(steps: Steps<R>): Steps<R> {
    this.#statement();
    let step = steps.next();
    while (!step.done) {
      this.#statement();
      const answer = yield step.value;
      if (handsOver(step.value)) yield* this.#inspect();
      step = steps.next(answer);
    }
    this.#statement();
    return step.value;
  }

  /** One boundary between two statements, the beginning and the commit included. */
  #statement(): void {
    this.activity += 1;
    if (this.diedBy) throw new Crash("the process is dead");
    const point = this.#break;
    if (!point || point.kind === "crash-after-commit" || --point.statements > 0) return;
    this.#break = null;
    if (point.kind === "refuse-at-statement") {
      this.refusals += 1;
      throw new Refused("the database refuses");
    }
    this.diedBy = point.kind;
    throw new Crash("the process dies");
  }

  async #untilDeath<R>(work: () => Promise<R>): Promise<R> {
    try {
      return await work();
    } catch (error) {
      if (this.diedBy) return await never();
      throw error;
    }
  }
}

/** Of all statements, only the one that hands a message over names the process that sends it. */
function handsOver(step: Step): boolean {
  return "values" in step && "process" in step.values;
}

function never<R>(): Promise<R> {
  return new Promise(() => {});
}
