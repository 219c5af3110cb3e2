import fc from "fast-check";
import { expect, it } from "vitest";
import type { Database } from "#server/database/database.ts";
import { findProfile } from "#server/store/profiles.ts";
import { rebuildSegment } from "#server/store/segments.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import type { Condition } from "#workflows/condition.ts";
import { holds } from "#workflows/holds.ts";
import { inOrder } from "./order.ts";
import { saveSegment } from "./save.ts";
import { segmentFacts } from "./segment-facts.ts";

const SEGMENTS = 3;
const PEOPLE = ["ana", "ben", "cleo"];
const EVENTS = ["Order Completed", "Product Viewed"];
const PLANS = ["gold", "free"];
const DAYS = [0, 1, 3];

const person = fc.constantFrom(...PEOPLE);
const days = fc.constantFrom(...DAYS);
const where = fc.option(fc.constant([{ path: "total", operator: "greater" as const, value: 50 }]), {
  nil: undefined,
});
const single = fc.oneof(
  fc.record({
    kind: fc.constant("attribute" as const),
    attribute: fc.constant("plan"),
    operator: fc.constantFrom("equals" as const, "not-equals" as const),
    value: fc.constantFrom(...PLANS),
  }),
  fc.record({
    kind: fc.constant("attribute" as const),
    attribute: fc.constant("renewal"),
    operator: fc.constantFrom("in-last-days" as const, "in-next-days" as const, "not-in-last-days" as const),
    value: fc.constantFrom(1, 2),
  }),
  fc.record({
    kind: fc.constant("attribute" as const),
    attribute: fc.constant("renewal"),
    operator: fc.constantFrom("before" as const, "after" as const),
    value: fc.constantFrom("2026-03-11", "2026-03-13"),
  }),
  fc
    .record({
      kind: fc.constant("event" as const),
      event: fc.constantFrom(...EVENTS),
      where,
      atLeast: fc.integer({ min: 1, max: 2 }),
      how: fc.constantFrom(undefined, "at-most" as const, "exactly" as const),
      withinDays: days,
      beforeDays: fc.constantFrom(undefined, 1),
    })
    .filter(({ withinDays, beforeDays }) => withinDays === 0 || withinDays > (beforeDays ?? 0)),
  fc.record({
    kind: fc.constant("measure" as const),
    event: fc.constantFrom(...EVENTS),
    where,
    of: fc.constantFrom("sum" as const, "average" as const, "max" as const, "min" as const),
    property: fc.constant("total"),
    operator: fc.constantFrom("at-least" as const, "less" as const),
    value: fc.constantFrom(40, 100),
    withinDays: days,
  }),
  fc.record({
    kind: fc.constant("occurred" as const),
    event: fc.constantFrom(...EVENTS),
    which: fc.constantFrom("first" as const, "last" as const),
    operator: fc.constantFrom("in-last-days" as const, "not-in-last-days" as const),
    value: fc.constantFrom(1, 2),
  }),
  fc.record({ kind: fc.constant("reachable" as const), channel: fc.constant("email" as const) }),
);
/** As it comes out of the database: without what is undefined. */
const stored = single.map((drawn) => JSON.parse(JSON.stringify(drawn)) as Condition);
const rule: fc.Arbitrary<Condition> = fc.oneof(
  stored,
  fc.record({ kind: fc.constant("not" as const), of: stored }),
  fc.record({
    kind: fc.constantFrom("all" as const, "any" as const),
    of: fc.array(stored, { minLength: 1, maxLength: 3 }),
  }),
);
/** A rule, and whether it asks about the segment before it. */
const rules = fc.array(fc.tuple(rule, fc.boolean()), { minLength: SEGMENTS, maxLength: SEGMENTS });
const happening = fc.oneof(
  fc.record({
    kind: fc.constant("event" as const),
    who: person,
    name: fc.constantFrom(...EVENTS),
    total: fc.constantFrom(20, 60, "many"),
    ageMs: fc.constantFrom(0, 0, HOUR_MS, 2 * DAY_MS),
  }),
  fc.record({
    kind: fc.constant("traits" as const),
    who: person,
    attributes: fc.record(
      {
        plan: fc.constantFrom(...PLANS),
        renewal: fc.constantFrom("2026-03-11", "2026-03-12T08:00", "soon"),
      },
      { requiredKeys: [] },
    ),
    timezone: fc.constantFrom(undefined, "Pacific/Auckland", "America/New_York"),
    email: fc.constantFrom(undefined, "a@example.com"),
  }),
  fc.record({ kind: fc.constant("time" as const), ms: fc.integer({ min: 1, max: 3 * DAY_MS }) }),
  fc.record({ kind: fc.constant("rule" as const), segment: fc.integer({ min: 0, max: SEGMENTS - 1 }), rule }),
  fc.record({ kind: fc.constant("restart" as const), who: person, name: fc.constantFrom(...EVENTS) }),
);
const stream = fc.array(happening, { minLength: 5, maxLength: 25 });
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

eachDatabase("segments that follow what happens", (open) => {
  it("have the members that their rules hold for, at every moment, as if all were looked at anew", async () => {
    await fc.assert(
      fc.asyncProperty(rules, stream, async (drawn, happenings) => {
        // As it comes out of the database, and in from programs.
        const { given, happened } = plain({ given: drawn, happened: happenings });
        const shop = new Shop(open());
        try {
          await shop.open(given);
          for (const one of happened) await shop.let(one);
          const { live } = shop.rig.engine;
          expect(live.segments.inOrder).toHaveLength(SEGMENTS);
          const followed = await shop.members();
          expect(followed).toEqual(await shop.evaluated());
          await shop.rebuild();
          expect(await shop.members()).toEqual(followed);
        } finally {
          await shop.close();
        }
      }),
      { numRuns: open().engine === "sqlite" ? 60 : 8 },
    );
  }, 240_000);
});

function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** A shop whose segments are followed from its first day on. */
class Shop {
  readonly rig: EngineRig;
  #ids: number[] = [];
  #asks: boolean[] = [];

  constructor(db: Database) {
    this.rig = new EngineRig(db);
  }

  async open(given: [Condition, boolean][]): Promise<void> {
    const { rig } = this;
    await rig.engine.start();
    this.#asks = given.map(([, asks]) => asks);
    for (const [index, [rule]] of given.entries()) this.#ids.push(await this.#save(index, rule));
  }

  async let(one: Happening): Promise<void> {
    const { rig } = this;
    const now = rig.clock.now();
    if (one.kind === "event") await rig.track(one.who, one.name, { total: one.total }, now - one.ageMs);
    else if (one.kind === "traits") {
      const { attributes, timezone, email } = one;
      await rig.identify(one.who, { attributes, ...(timezone && { timezone }), ...(email && { email }) });
    } else if (one.kind === "time") await rig.pass(one.ms);
    else if (one.kind === "rule") await this.#save(one.segment, one.rule);
    else {
      // What is noted and not looked at yet is looked at by the next process.
      await rig.engine.accept([rig.event(one.who, one.name)]);
      await rig.restart();
    }
    expect(await this.members()).toEqual(await this.evaluated());
  }

  async #save(index: number, rule: Condition): Promise<number> {
    const { rig } = this;
    const below = this.#asks[index] ? this.#ids[index - 1] : undefined;
    const asked: Condition =
      below === undefined ? rule : { kind: "any", of: [rule, { kind: "segment", segmentId: below }] };
    const id = this.#ids[index] ?? null;
    const segment = { id, name: `segment ${index}`, description: null, rule: asked };
    const saved = await rig.db.transaction((tx) => saveSegment(tx, segment, rig.clock.now()));
    if (saved.kind !== "saved") throw new Error(saved.refusal.code);
    await rig.engine.reload();
    await rig.engine.settled();
    return saved.id;
  }

  async rebuild(): Promise<void> {
    const { rig } = this;
    const ids = this.#ids;
    await rig.db.transaction(function* (tx) {
      for (const id of ids) yield* rebuildSegment(tx, id, rig.clock.now());
    });
    await rig.engine.reload();
    await rig.engine.settled();
  }

  /** Who is in which segment, and how many each says that it has. */
  async members(): Promise<Record<string, number[]>> {
    const { query, tables } = this.rig.db;
    const rows = await query.select().from(tables.segmentMembers);
    const segments = await query.select().from(tables.segments);
    const members = segments.map(({ id, memberCount }) => {
      const theirs = rows.filter((row) => row.segmentId === id).map(({ profileId }) => profileId);
      expect(memberCount).toBe(theirs.length);
      return [id, theirs.sort((a, b) => a - b)];
    });
    return Object.fromEntries(members);
  }

  /** What the rules say, asked one after the other of everybody. */
  async evaluated(): Promise<Record<string, number[]>> {
    const { db, engine, clock } = this.rig;
    const profiles = await db.query.select().from(db.tables.profiles);
    const members: Record<string, number[]> = Object.fromEntries(this.#ids.map((id) => [id, []]));
    for (const { id: profileId } of profiles.sort((a, b) => a.id - b.id)) {
      const known = new Set<number>();
      const profile = (await db.transaction(() => findProfile(profileId)))!;
      for (const segment of inOrder(engine.live.segments.inOrder)) {
        const facts = await db.transaction(() =>
          segmentFacts(engine.live, profile, { segments: [segment], members: known }, clock.now()),
        );
        if (!holds(segment.rule, facts, {}, clock.now())) continue;
        known.add(segment.id);
        members[segment.id]!.push(profileId);
      }
    }
    return members;
  }

  /** Leaves nothing behind for the next one. */
  async close(): Promise<void> {
    const { rig } = this;
    await rig.engine.stop();
    const { segments, profiles, events, anonymousIds, history } = rig.db.tables;
    for (const table of [history, anonymousIds, events, profiles, segments]) await rig.db.query.delete(table);
  }
}
