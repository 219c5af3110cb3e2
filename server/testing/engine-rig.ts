import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import pino from "pino";
import { MovableClock } from "#server/clock.ts";
import { type Database, run } from "#server/database/database.ts";
import type { SendJob, SendResult } from "#server/delivery/job.ts";
import { renderInApp } from "#server/delivery/render-in-app.ts";
import { makeVapidKeys } from "#server/delivery/web-push.ts";
import { Engine } from "#server/engine/engine.ts";
import type { IntakeItem } from "#server/engine/intake.ts";
import { readEnv } from "#server/env.ts";
import { Keys } from "#server/keys.ts";
import { directReads } from "#server/reads/reads.ts";
import { setConsent } from "#server/store/consents.ts";
import type { Profile } from "#server/store/profiles.ts";
import { savePushSubscription } from "#server/store/push-subscriptions.ts";
import { type Settings, writeSetting } from "#server/store/settings.ts";
import { insertWorkflow, publishDraft, saveDraft, switchWorkflow } from "#server/store/workflows.ts";
import type { Graph } from "#workflows/graph.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** Turns of the event loop that a test waits for something. */
const TURNS_MAX = 1000;

/** An engine on a database, whose sends are handed to the test, with a clock that the test moves. */
export class EngineRig {
  readonly clock = new StillClock(Date.UTC(2026, 2, 10, 10));
  readonly keys: Keys;
  readonly sent: SendJob[] = [];
  /** What the next sends end with; captured when the list is empty. */
  readonly answers: SendResult["outcome"][] = [];
  /** What a send waits for before it ends. */
  gate: (job: SendJob) => Promise<void> = async () => {};
  readonly db: Database;
  engine: Engine;
  readonly #variables: Record<string, string>;
  #messageId = 0;

  constructor(db: Database, variables: Record<string, string> = {}) {
    this.db = db;
    this.#variables = variables;
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
      await this.gate(job);
      const answer = this.answers.shift();
      // Handed to nobody: what is written is all there is of it.
      const written = job.content.channel === "in-app" ? renderInApp(job, job.content) : null;
      if (written?.kind === "error") return { outcome: { ...written, kind: "failed" }, rendered: null };
      const captured = written && job.capture ? { captured: true as const } : {};
      return { outcome: answer ?? { kind: "sent", ...captured }, rendered: written?.rendered ?? null };
    };
    const { db, clock, keys } = this;
    return new Engine({ db, clock, keys, env: readEnv(this.#variables), log, send, reads: directReads(db) });
  }

  async publish(
    drawn: Graph,
    {
      includeOverdue = false,
      name = "Test",
      settings = drawn.settings,
    }: { includeOverdue?: boolean; name?: string; settings?: Graph["settings"] } = {},
  ): Promise<number> {
    const now = this.clock.now();
    const graph = { ...drawn, settings };
    const id = await this.db.transaction((tx) => insertWorkflow(tx, { name, draft: graph, now }));
    const backfill = { afterProfileId: 0, includeOverdue, overdue: 0 };
    await this.db.transaction((tx) => publishDraft(tx, id, { revision: 1, by: "test", backfill }, now));
    await this.engine.reload();
    return id;
  }

  /** Publishes the next version; `people`: what happens to those who are inside. */
  async republish(
    id: number,
    graph: Graph,
    {
      people = null,
      rearms = false,
      resume = false,
    }: Pick<Parameters<typeof publishDraft>[2], "people" | "rearms" | "resume"> = {},
  ): Promise<void> {
    const now = this.clock.now();
    await this.db.transaction(function* (tx) {
      const { workflows } = tx.tables;
      const [workflow] = yield* run(tx.query.select().from(workflows).where(eq(workflows.id, id)));
      const revision = yield* saveDraft(tx, id, { revision: workflow!.draftRevision, graph }, now);
      const publication = { by: "test", backfill: null, rearms, people, resume };
      yield* publishDraft(tx, id, { ...publication, revision: revision! }, now);
    });
    await this.#taken();
  }

  async switchTo(id: number, to: "live" | "paused"): Promise<void> {
    await this.db.transaction((tx) => switchWorkflow(tx, id, to, this.clock.now()));
    await this.#taken();
  }

  async set<K extends keyof Settings>(key: K, value: Settings[K]): Promise<void> {
    await this.db.transaction((tx) => writeSetting(tx, key, value));
    await this.#taken();
  }

  /** Another engine goes on with the same rows. */
  async restart(): Promise<void> {
    await this.engine.stop();
    this.engine = this.makeEngine();
    await this.engine.start();
    await this.engine.settled();
  }

  /** A browser in which the person agreed to be notified. */
  async subscribe(externalId: string, endpoint: string): Promise<void> {
    const { id: profileId } = await this.profile(externalId);
    const at = this.clock.now();
    const keys = { p256dh: "p", auth: "a" };
    await this.db.transaction(function* (tx) {
      yield* savePushSubscription(tx, { profileId, endpoint, keys, userAgent: null, createdAt: at });
      const consent = { channel: "web-push" as const, topic: "marketing", state: "granted" as const };
      yield* setConsent({ ...consent, profileId, source: "browser", at });
    });
  }

  async identify(
    externalId: string,
    {
      attributes = {},
      ...fields
    }: { email?: string; timezone?: string | null; attributes?: Record<string, unknown> } = {},
    consent: "granted" | "withdrawn" = "granted",
  ) {
    await this.accept({
      ...this.#arrival(externalId),
      kind: "identify",
      traits: { fields, attributes },
      consent: [{ channel: "email", state: consent }],
    });
  }

  async track(
    externalId: string,
    name: string,
    properties: Record<string, unknown> = {},
    at = this.clock.now(),
  ) {
    await this.accept(this.event(externalId, name, properties, at));
  }

  /** An event as a program sends it, under an id of its own. */
  event(
    externalId: string,
    name: string,
    properties: Record<string, unknown> = {},
    at = this.clock.now(),
  ): IntakeItem {
    return { ...this.#arrival(externalId), kind: "track", name, properties, at };
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

  /** Lets the engine work until something is so, while it is not settled because a send has not ended. */
  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    for (let turns = 0; turns < TURNS_MAX; turns++) {
      if (await isSo()) return;
      await this.messages();
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error("what was waited for did not happen");
  }

  async profile(externalId: string): Promise<Profile> {
    const { profiles } = this.db.tables;
    const [profile] = await this.db.query.select().from(profiles).where(eq(profiles.externalId, externalId));
    return profile!;
  }

  runs() {
    const { runs } = this.db.tables;
    return this.db.query.select().from(runs).orderBy(runs.id);
  }

  messages() {
    const { messages } = this.db.tables;
    return this.db.query.select().from(messages).orderBy(messages.id);
  }

  /** What was sent: the subjects of emails, the titles of notifications and in-app messages, text messages, the addresses of webhooks. */
  subjects(): string[] {
    return this.sent.map(({ content }) => {
      if (content.channel === "email") return content.subject;
      if (content.channel === "web-push" || content.channel === "in-app") return content.title;
      return content.channel === "webhook" ? content.url : content.body;
    });
  }

  async history(): Promise<string[]> {
    const { history } = this.db.tables;
    const rows = await this.db.query.select({ code: history.code }).from(history).orderBy(history.id);
    return rows.map((row) => row.code);
  }

  async #taken(): Promise<void> {
    await this.engine.reload();
    await this.engine.settled();
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
