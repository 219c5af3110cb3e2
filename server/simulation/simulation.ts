import { createHash } from "node:crypto";
import { gt, min, sql } from "drizzle-orm";
import { type Database, statement } from "#server/database/database.ts";
import type { IntakeItem } from "#server/engine/intake.ts";
import { type Random, seededRandom } from "#server/sample-shop/random.ts";
import { eventNamesOf } from "#workflows/matching.ts";
import { type Action, actions, prepareShop } from "./actions.ts";
import { Coverage } from "./coverage.ts";
import { Customers } from "./customers.ts";
import type { Arena } from "./databases.ts";
import { Ledger, type Sent } from "./ledger.ts";
import type { BreakPoint } from "./mortal-database.ts";
import { OutsideWorld } from "./outside-world.ts";
import { Owner } from "./owner.ts";
import type { Seen } from "./promises/checker.ts";
import { HandOverWatch } from "./promises/hand-over-watch.ts";
import { makeCheckers, type PromiseName } from "./promises/promises.ts";
import { type Rows, RowsReader } from "./rows.ts";
import { ServerProcess } from "./server-process.ts";
import { VirtualTime } from "./virtual-time.ts";
import { pickStart } from "./vocabulary.ts";

/** Of ten steps, so many are taken with something about to break. */
const BREAKS_PER_STEP = 0.15;
const STATEMENTS_MAX = 80;
/** Stops on the way through a time that passes; the rest passes at once, as for a machine that sleeps. */
const STOPS_MAX = 60;

export interface SimulationOptions {
  seed: string;
  steps: number;
  arena: Arena;
  /** Called after each step, before the promises are checked: for tests of the checkers. */
  meddle?: (simulation: Simulation, step: number) => Promise<unknown>;
}

export interface BrokenPromise {
  seed: string;
  step: number;
  action: string;
  promise: PromiseName;
  sentence: string;
}

export interface SimulationResult {
  broken: BrokenPromise[];
  steps: number;
  /** The same for the same seed. */
  trace: string;
  coverage: Coverage;
  /** What each step was, for whoever looks into a failure. */
  log: string[];
}

/** Everything that one seed makes happen: a shop, its customers, its owner, a server with its faults, and the time. */
export class Simulation {
  readonly random: Random;
  readonly time: VirtualTime;
  readonly world: OutsideWorld;
  readonly server: ServerProcess;
  readonly owner: Owner;
  readonly customers: Customers;
  readonly ledger = new Ledger();
  readonly coverage = new Coverage();
  readonly db: Database;
  /** Sent and not answered; the shop's program tries again. */
  readonly unanswered: Sent[] = [];
  /** As of the end of the last step. */
  rows!: Rows;
  readonly #reader: RowsReader;
  readonly #checkers = makeCheckers();
  readonly #watch = new HandOverWatch();
  readonly #trace = createHash("sha256");
  readonly #log: string[] = [];
  #step = 0;
  #leftAloneMs = 0;
  #faults: string[] = [];

  constructor(seed: string, db: Database) {
    this.db = db;
    this.random = seededRandom(seed);
    this.time = new VirtualTime(pickStart(this.random));
    this.world = new OutsideWorld(seed, () => this.time.now());
    this.server = new ServerProcess(db, this.time, this.world, () => this.#watch.inspect());
    this.owner = new Owner(this.server);
    this.customers = new Customers(this.random);
    this.#reader = new RowsReader(db);
  }

  get now(): number {
    return this.time.now();
  }

  async prepare(): Promise<void> {
    await this.server.start();
    await prepareShop(this);
    await this.#read();
  }

  /** Takes one step; answers with the promises that are broken after it. */
  async step(seed: string, meddle: SimulationOptions["meddle"]): Promise<BrokenPromise[]> {
    this.#step += 1;
    this.world.step = this.#step;
    const handedBefore = this.world.handOvers.length;
    const action = this.random.pickWeighted(actions, ({ weight }) => weight);
    this.coverage.count("action", action.name);
    this.#leftAloneMs = 0;
    if (this.random.chance(BREAKS_PER_STEP)) this.server.breakAt(this.#randomBreak());
    await action.run(this);
    this.#countFaults();
    await meddle?.(this, this.#step);
    await this.#read();
    const handOvers = this.world.handOvers.slice(handedBefore);
    const seen: Seen = {
      step: this.#step,
      engine: this.db.engine,
      rows: this.rows,
      world: this.world,
      handOvers,
      ledger: this.ledger,
      now: this.now,
      leftAloneMs: this.#leftAloneMs,
      excused: this.server.isExcused,
      atHandOver: this.#watch.take(),
      complaints: this.server.takeComplaints(),
    };
    this.#note(action, seen);
    return this.#checkers.flatMap(([promise, checker]) =>
      checker
        .check(seen)
        .map((sentence) => ({ seed, step: this.#step, action: action.name, promise, sentence })),
    );
  }

  result(broken: BrokenPromise[]): SimulationResult {
    const trace = this.#trace.digest("hex");
    return { broken, steps: this.#step, trace, coverage: this.coverage, log: this.#log };
  }

  /** Sends items as one request; what is not answered is sent again later. */
  async send(items: Sent[]): Promise<void> {
    const results = await this.server.accept(items.map(({ item }) => item));
    for (const entry of items) {
      if (results) this.ledger.acknowledge(entry.ref, this.#step);
      else if (entry.item.messageId !== null) this.unanswered.push(entry);
    }
  }

  /** Sends several requests at once. */
  async sendAtOnce(requests: Sent[][]): Promise<void> {
    const answered = new Set<Sent[]>();
    await this.server.do(async (engine) => {
      const all = requests.map(async (request) => {
        await engine.accept(request.map(({ item }) => item));
        answered.add(request);
      });
      await Promise.allSettled(all);
    });
    for (const request of requests) {
      for (const entry of request) {
        if (answered.has(request)) this.ledger.acknowledge(entry.ref, this.#step);
        else if (entry.item.messageId !== null) this.unanswered.push(entry);
      }
    }
  }

  enter({ ref, item }: { ref: string; item: IntakeItem }): Sent {
    return this.ledger.add(ref, item);
  }

  /** Lets time pass, from one moment at which something is due to the next. */
  async pass(ms: number): Promise<void> {
    let left = ms;
    for (let stops = 0; left > 0; stops++) {
      const due = stops < STOPS_MAX ? await this.#untilDueMs() : left;
      const slice = Math.max(1, Math.min(left, due));
      this.time.pass(slice);
      left -= slice;
      await this.server.rest();
    }
    this.#leftAloneMs = ms;
  }

  /** Until the next row is due; when one is due already, until the engine next looks. */
  async #untilDueMs(): Promise<number> {
    const now = this.now;
    const times = await Promise.all(nextDue.map((next) => this.db.execute(next, { now })));
    const next = times.flatMap(([row]) => (row?.at == null ? [] : [Number(row.at) - now]));
    return Math.min(...next, Number.POSITIVE_INFINITY);
  }

  async #read(): Promise<void> {
    this.rows = await this.#reader.read(this.now);
    const { now, versions } = this.rows;
    const live = [...now.workflows.values()].flatMap(
      ({ liveVersionId }) => versions.get(liveVersionId ?? 0) ?? [],
    );
    this.customers.awaited = live.flatMap(({ graph }) => eventNamesOf(graph));
  }

  #randomBreak(): BreakPoint {
    const { random } = this;
    const kind = random.pickWeighted(breaks, (known) => (known === "crash-at-statement" ? 3 : 1));
    if (kind === "crash-after-commit") return { kind, commits: random.integer(1, 6) };
    return { kind, statements: random.integer(1, STATEMENTS_MAX) };
  }

  #countFaults(): void {
    this.#faults = this.server.takeFaults();
    for (const fault of this.#faults) this.coverage.count("fault", fault);
  }

  /** What happened goes into the trace and into the coverage. */
  #note({ name }: Action, { rows, handOvers, step, now }: Seen): void {
    const { coverage } = this;
    for (const { code } of rows.newHistory) coverage.count("reason", code);
    for (const { channel, outcome } of handOvers)
      coverage.count("hand-over", `${channel} ${outcome ?? "no answer"}`);
    for (const visits of rows.visits.values()) {
      for (const { runId, visit, nodeId } of visits) this.#countVisit(rows, runId, visit, nodeId);
    }
    const history = rows.newHistory.map(({ code, runId, nodeId, visit, at, values }) => [
      code,
      runId,
      nodeId,
      visit,
      at,
      values,
    ]);
    const runs = rows.changedRuns.map(({ after }) => [
      after.id,
      after.status,
      after.state,
      after.wakeAt,
      after.versionId,
    ]);
    const messages = rows.changedMessages.map(({ after: { key, status, dueAt, attempts } }) => [
      key,
      status,
      dueAt,
      attempts,
    ]);
    const sent = handOvers.map(({ key, at, outcome }) => [key, at, outcome]);
    this.#trace.update(
      JSON.stringify([step, name, now, history, runs, messages, sent, rows.newEvents.length]),
    );
    const when = new Date(now).toISOString();
    const codes = rows.newHistory.map(({ code, runId }) =>
      runId === null ? code : `${code} (run ${runId})`,
    );
    const told = [...this.#faults.map((fault) => fault.toUpperCase()), ...codes];
    this.#log.push(`${step} ${when} ${name}: ${told.join(", ")}`);
  }

  readonly #visited = new Set<string>();

  #countVisit(rows: Rows, runId: number, visit: number, nodeId: string): void {
    if (this.#visited.has(`${runId} ${visit}`)) return;
    this.#visited.add(`${runId} ${visit}`);
    const graph = rows.versions.get(rows.runs.get(runId)!.versionId)?.graph;
    const definition = graph?.steps.get(nodeId)?.definition ?? graph?.trigger?.definition;
    if (definition) this.coverage.count("node", definition.type);
  }
}

const breaks = ["crash-at-statement", "crash-after-commit", "refuse-at-statement"] as const;

const nextDue = [
  statement<{ now: number }>()((query, { runs }) =>
    query
      .select({ at: min(runs.wakeAt) })
      .from(runs)
      .where(gt(runs.wakeAt, sql.placeholder("now"))),
  ),
  statement<{ now: number }>()((query, { messages }) =>
    query
      .select({ at: min(messages.dueAt) })
      .from(messages)
      .where(gt(messages.dueAt, sql.placeholder("now"))),
  ),
  statement<{ now: number }>()((query, { timers }) =>
    query
      .select({ at: min(timers.dueAt) })
      .from(timers)
      .where(gt(timers.dueAt, sql.placeholder("now"))),
  ),
  statement<{ now: number }>()((query, { segmentLooks }) =>
    query
      .select({ at: min(segmentLooks.dueAt) })
      .from(segmentLooks)
      .where(gt(segmentLooks.dueAt, sql.placeholder("now"))),
  ),
  statement<{ now: number }>()((query, { schedules }) =>
    query
      .select({ at: min(schedules.dueAt) })
      .from(schedules)
      .where(gt(schedules.dueAt, sql.placeholder("now"))),
  ),
];

/** Runs one seed to its end, or to the first step that breaks a promise. */
export async function simulateSeed({
  seed,
  steps,
  arena,
  meddle,
}: SimulationOptions): Promise<SimulationResult> {
  await arena.empty();
  const simulation = new Simulation(seed, arena.database);
  const restoreTimers = simulation.time.install();
  try {
    await simulation.prepare();
    for (let step = 0; step < steps; step++) {
      const broken = await simulation.step(seed, meddle);
      if (broken.length > 0) return simulation.result(broken);
    }
    return simulation.result([]);
  } finally {
    await simulation.server.kill();
    restoreTimers();
  }
}
