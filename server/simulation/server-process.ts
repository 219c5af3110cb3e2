import { Writable } from "node:stream";
import pino, { type Logger } from "pino";
import type { Database, Steps } from "#server/database/database.ts";
import type { PostgresDatabase } from "#server/database/postgres.ts";
import { makeVapidKeys } from "#server/delivery/web-push.ts";
import { Engine } from "#server/engine/engine.ts";
import type { IntakeItem, IntakeResult } from "#server/engine/intake.ts";
import { readEnv } from "#server/env.ts";
import { Keys } from "#server/keys.ts";
import { directReads } from "#server/reads/reads.ts";
import { type BreakPoint, MortalDatabase } from "./mortal-database.ts";
import type { OutsideWorld } from "./outside-world.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** Turns of the event loop without any work after which nothing is under way any more. */
const QUIET_TURNS = 4;
/** What the database refused is tried again after this at the latest. */
const TRIES_AGAIN_AFTER_MS = 61_000;
/** No ordinary step does nearly as much; one that does goes in a circle. */
const ACTIVITY_MAX = 500_000;
/** Turns without anything done, while the database is busy: about ten seconds. */
const TURNS_MAX = 1_000_000;

/** The same in every run: nothing that is checked hangs on them, and they take long to make. */
export const simulationKeys = new Keys({
  encryption: "e".repeat(64),
  signing: "5".repeat(64),
  session: "0".repeat(64),
  vapid: makeVapidKeys(),
});

/** The server as the operating system sees it: it is started, stopped and killed, and its rows outlive it. */
export class ServerProcess {
  readonly #database: Database;
  readonly #time: VirtualTime;
  readonly #world: OutsideWorld;
  readonly #inspect: () => Steps<void>;
  #mortal: MortalDatabase;
  #engine: Engine;
  #running = false;
  #excusedUntilMs = 0;
  /** What the engine complained about since it was last asked. */
  #complaints: string[] = [];
  #deaths: string[] = [];

  constructor(database: Database, time: VirtualTime, world: OutsideWorld, inspect: () => Steps<void>) {
    this.#database = database;
    this.#inspect = inspect;
    this.#time = time;
    this.#world = world;
    ({ mortal: this.#mortal, engine: this.#engine } = this.#make());
  }

  /** The database as this process sees it, for what else runs in it. */
  get db(): Database {
    return this.#mortal;
  }

  get engine(): Engine {
    return this.#engine;
  }

  breakAt(point: BreakPoint | null): void {
    this.#mortal.breakAt(point);
  }

  /** The database has refused something, and the engine may wait before it tries again. */
  get isExcused(): boolean {
    return this.#time.elapsedMs < this.#excusedUntilMs;
  }

  takeComplaints(): string[] {
    return this.#complaints.splice(0);
  }

  /** How it has died, and that the database has refused something, since it was last asked. */
  takeFaults(): string[] {
    const refusals = Array.from({ length: this.#mortal.refusals }, () => "refuse-at-statement");
    this.#mortal.refusals = 0;
    if (refusals.length > 0) this.#excusedUntilMs = this.#time.elapsedMs + TRIES_AGAIN_AFTER_MS;
    return [...this.#deaths.splice(0), ...refusals];
  }

  async start(): Promise<void> {
    this.#running = true;
    await this.do((engine) => engine.start());
  }

  /** Ends in good order: what is with the senders is answered first. */
  async stop(): Promise<void> {
    await this.#rest();
    this.#world.answerAll();
    await this.do((engine) => engine.stop());
    this.#running = false;
    await this.#replace();
  }

  /** Pulls the plug; `start` goes on from the rows. */
  async kill(): Promise<void> {
    this.#mortal.kill();
    this.#running = false;
    await this.#replace();
  }

  /**
   * Asks the server for something and waits until nothing is under way any more; null when it died before it answered.
   * A server that dies is started again, as by whatever watches over it.
   */
  async do<R>(
    ask: (engine: Engine, db: Database) => Promise<R>,
  ): Promise<{ answer: R } | { error: unknown } | null> {
    let result: { answer: R } | { error: unknown } | null = null;
    ask(this.#engine, this.#mortal).then(
      (answer) => {
        result = { answer };
      },
      (error: unknown) => {
        result = { error };
      },
    );
    await this.rest();
    return result;
  }

  async accept(items: IntakeItem[]): Promise<IntakeResult[] | null> {
    const result = await this.do((engine) => engine.accept(items));
    return result && "answer" in result ? result.answer : null;
  }

  /** Waits until nothing is under way any more. A server that has died by then is started again. */
  async rest(): Promise<void> {
    await this.#rest();
    if (!this.#running || this.#mortal.diedBy === null) return;
    await this.#replace();
    await this.start();
  }

  async #rest(): Promise<void> {
    const began = this.#activity();
    let seen = -1;
    for (let turns = 0, quiet = 0; quiet < QUIET_TURNS; turns++) {
      await new Promise((resolve) => setImmediate(resolve));
      const activity = this.#activity();
      // A database that is slow is not a server that never rests.
      if (activity !== seen) turns = 0;
      quiet = activity === seen && !isBusy(this.#database) ? quiet + 1 : 0;
      seen = activity;
      if (turns > TURNS_MAX || activity - began > ACTIVITY_MAX) throw new NeverAtRest();
    }
  }

  #activity(): number {
    return this.#mortal.activity + this.#world.handOvers.length;
  }

  async #replace(): Promise<void> {
    const { diedBy } = this.#mortal;
    if (diedBy) this.#deaths.push(diedBy);
    this.#time.forgetTimers();
    this.#world.hangUp();
    await this.#rest();
    ({ mortal: this.#mortal, engine: this.#engine } = this.#make());
  }

  #make(): { mortal: MortalDatabase; engine: Engine } {
    const mortal = new MortalDatabase(this.#database, this.#inspect);
    const log = this.#listen(mortal);
    const options = { clock: this.#time, keys: simulationKeys, env: readEnv({}), log };
    const send = this.#world.send;
    return {
      mortal,
      engine: new Engine({ ...options, stopwatch: () => 0, db: mortal, send, reads: directReads(mortal) }),
    };
  }

  /** Complaints about a database that refuses are in order. */
  #listen(mortal: MortalDatabase): Logger {
    const write = (chunk: Buffer, _encoding: unknown, done: () => void) => {
      const { msg, err } = JSON.parse(chunk.toString("utf8")) as { msg: string; err?: { message: string } };
      if (mortal.diedBy === null && !isExpected(err?.message))
        this.#complaints.push(`${msg}: ${err?.message}`);
      done();
    };
    return pino({ level: "warn" }, new Writable({ write }));
  }
}

/** The server works and works without coming to an end. */
export class NeverAtRest extends Error {
  constructor() {
    super("the server never comes to rest");
  }
}

function isExpected(message = ""): boolean {
  return message.includes("the database refuses") || message.includes("the sending thread broke");
}

function isBusy(database: Database): boolean {
  if (database.engine === "sqlite") return false;
  const { pool } = database as PostgresDatabase;
  return pool.totalCount > pool.idleCount || pool.waitingCount > 0;
}
