import { randomBytes } from "node:crypto";
import pino from "pino";
import { MovableClock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import type { SendJob, SendResult } from "#server/delivery/job.ts";
import { makeVapidKeys } from "#server/delivery/web-push.ts";
import { Engine } from "#server/engine/engine.ts";
import type { IntakeItem } from "#server/engine/intake.ts";
import { readEnv } from "#server/env.ts";
import { Keys } from "#server/keys.ts";
import { directReads } from "#server/reads/reads.ts";
import { insertWorkflow, publishDraft } from "#server/store/workflows.ts";
import type { Graph } from "#workflows/graph.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** An engine on a database, whose sends are handed to the test, with a clock that the test moves. */
export class EngineRig {
  readonly clock = new StillClock(Date.UTC(2026, 2, 10, 10));
  readonly keys: Keys;
  readonly sent: SendJob[] = [];
  /** What the next sends end with; captured when the list is empty. */
  readonly answers: SendResult["outcome"][] = [];
  readonly db: Database;
  engine: Engine;
  #messageId = 0;

  constructor(db: Database) {
    this.db = db;
    const random = () => randomBytes(32).toString("hex");
    this.keys = new Keys({
      encryption: random(),
      signing: random(),
      session: random(),
      vapid: makeVapidKeys(),
    });
    this.engine = this.makeEngine();
  }

  /** Another engine on the same rows, as after a restart. */
  makeEngine(): Engine {
    const log = pino({ level: "silent" });
    const send = async (job: SendJob): Promise<SendResult> => {
      this.sent.push(job);
      return { outcome: this.answers.shift() ?? { kind: "sent" }, rendered: null };
    };
    const { db, clock, keys } = this;
    return new Engine({ db, clock, keys, env: readEnv({}), log, send, reads: directReads(db) });
  }

  async publish(graph: Graph, { includeOverdue = false, name = "Test" } = {}): Promise<number> {
    const now = this.clock.now();
    const id = await this.db.transaction((tx) => insertWorkflow(tx, { name, draft: graph, now }));
    const backfill = { afterProfileId: 0, includeOverdue, overdue: 0 };
    await this.db.transaction((tx) => publishDraft(tx, id, { revision: 1, by: "test", backfill }, now));
    await this.engine.reload();
    return id;
  }

  async identify(
    externalId: string,
    fields: { email?: string; timezone?: string } = {},
    consent = "granted" as const,
  ) {
    await this.accept({
      ...this.#arrival(externalId),
      kind: "identify",
      traits: { fields, attributes: {} },
      consent: [{ channel: "email", state: consent }],
    });
  }

  async track(
    externalId: string,
    name: string,
    properties: Record<string, unknown> = {},
    at = this.clock.now(),
  ) {
    await this.accept({ ...this.#arrival(externalId), kind: "track", name, properties, at });
  }

  async accept(...items: IntakeItem[]) {
    const results = await this.engine.accept(items);
    await this.engine.settled();
    return results;
  }

  /** Moves the clock and lets everything that falls due happen. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    await this.engine.settled();
  }

  async history(): Promise<string[]> {
    const { history } = this.db.tables;
    const rows = await this.db.query.select({ code: history.code }).from(history).orderBy(history.id);
    return rows.map((row) => row.code);
  }

  #arrival(externalId: string) {
    this.#messageId += 1;
    const now = this.clock.now();
    return {
      externalId,
      anonymousId: null,
      messageId: `m${this.#messageId}`,
      at: now,
      receivedAt: now,
      traits: { fields: {}, attributes: {} },
    };
  }
}

/** A clock that stands until the test moves it. */
class StillClock extends MovableClock {
  #now: number;

  constructor(now: number) {
    super();
    this.#now = now;
  }

  override now(): number {
    return this.#now;
  }

  override advance(ms: number): void {
    this.#now += ms;
  }
}
