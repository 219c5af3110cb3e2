import fc from "fast-check";
import type { Database } from "#server/database/database.ts";
import { writeSetting } from "#server/store/settings.ts";
import { rollUp } from "../roll/roll-up.ts";
import type { Scope, WeekStart } from "../types.ts";

const DAY_MS = 24 * 3_600_000;
/** Clocks change in all of these zones, but for three, in the months that follow. */
export const SHOP_FROM = Date.UTC(2024, 1, 20);
export const SHOP_DAYS = 100;
const ZONES = [
  "UTC",
  "America/New_York",
  "Europe/Berlin",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Asia/Shanghai",
];
export const NAMES = ["Product Viewed", "Product Added", "Order Completed", "Order Refunded"] as const;

export interface MadeEvent {
  /** Place of the person. */
  person: number;
  name: string;
  at: number;
  depth: number;
  properties: Record<string, unknown>;
}

export interface MadePerson {
  createdAt: number;
  isMember: boolean;
}

export interface MadeShop {
  zone: string;
  weekStart: WeekStart;
  now: number;
  people: MadePerson[];
  /** In the order in which they were told. */
  events: MadeEvent[];
  /** How many of them are told before the first rolling up, and how many are rolled up after the last was told. */
  toldBefore: number;
  rolled: number;
  onlyMembers: boolean;
}

/** Many moments fall on hours and midnights, where windows begin and end, and many close together. */
const moment = fc
  .record({
    hour: fc.oneof(fc.integer({ min: 0, max: SHOP_DAYS * 24 }), fc.integer({ min: 20 * 24, max: 45 * 24 })),
    off: fc.oneof(fc.constantFrom(0, -1, 1), fc.integer({ min: 0, max: 3_600_000 })),
  })
  .map(({ hour, off }) => SHOP_FROM + hour * 3_600_000 + off);

const properties = fc.record(
  {
    order_id: fc.constantFrom(..."ABCDEFGHIJ"),
    total: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.constantFrom("12.34", "x", 0.1)),
    revenue: fc.constantFrom(5, 19.99),
    currency: fc.constantFrom("USD", "usd", "EUR", ""),
  },
  { requiredKeys: [], noNullPrototype: true },
);

export function shops(peopleMax = 6, eventsMax = 90): fc.Arbitrary<MadeShop> {
  return fc.integer({ min: 1, max: peopleMax }).chain((count) =>
    fc.record({
      zone: fc.constantFrom(...ZONES),
      weekStart: fc.constantFrom<WeekStart>(1, 7),
      now: moment.map((at) => at + 20 * DAY_MS),
      people: fc.array(fc.record({ createdAt: moment, isMember: fc.boolean() }), {
        minLength: count,
        maxLength: count,
      }),
      events: fc.array(
        fc.record({
          person: fc.nat({ max: count - 1 }),
          name: fc.constantFrom(...NAMES, "Order Completed"),
          at: moment,
          depth: fc.constantFrom(0, 0, 0, 0, 1),
          properties,
        }),
        { minLength: Math.floor(eventsMax / 3), maxLength: eventsMax, size: "max" },
      ),
      toldBefore: fc.nat({ max: eventsMax }),
      rolled: fc.nat({ max: eventsMax }),
      onlyMembers: fc.boolean(),
    }),
  );
}

const SEGMENT_ID = 1;

export function scopeOf({ zone, weekStart, now, onlyMembers }: MadeShop): Scope {
  return { zone, weekStart, now, segmentId: onlyMembers ? SEGMENT_ID : undefined };
}

/** Writes the shop in place of the one before; the id of each person is one more than their place. */
export async function writeShop(db: Database, shop: MadeShop): Promise<void> {
  await clear(db);
  const { profiles, segments, segmentMembers } = db.tables;
  await db.query.insert(profiles).values(
    shop.people.map(({ createdAt }, place) => {
      const times = { createdAt, updatedAt: createdAt };
      return { id: place + 1, attributes: {}, ...times };
    }),
  );
  await db.query.insert(segments).values({
    ...{ id: SEGMENT_ID, name: "Members", rule: { kind: "tag", tag: "x" }, state: "ready" },
    ...{ createdAt: SHOP_FROM, updatedAt: SHOP_FROM },
  });
  const members = shop.people.flatMap(({ isMember }, place) => (isMember ? [place + 1] : []));
  for (const profileId of members)
    await db.query.insert(segmentMembers).values({ segmentId: SEGMENT_ID, profileId, enteredAt: SHOP_FROM });
  await tell(db, shop.events.slice(0, shop.toldBefore));
  await roll(db, shop.events.length);
  await tell(db, shop.events.slice(shop.toldBefore));
  if (shop.rolled > 0) await roll(db, shop.rolled);
}

export async function roll(db: Database, limit: number): Promise<void> {
  await db.transaction((tx) => rollUp(tx, { limit, receivedBy: Number.MAX_SAFE_INTEGER }));
}

async function clear({ query, tables }: Database): Promise<void> {
  await query.delete(tables.profiles);
  await query.delete(tables.segments);
  await query.delete(tables.eventNames);
  await query.delete(tables.rollupMarks);
}

async function tell(db: Database, told: readonly MadeEvent[]): Promise<void> {
  const { events, eventNames } = db.tables;
  if (told.length === 0) return;
  await db.query
    .insert(eventNames)
    .values(told.map(({ name }) => ({ name })))
    .onConflictDoNothing();
  const names = new Map((await db.query.select().from(eventNames)).map(({ id, name }) => [name, id]));
  await db.query.insert(events).values(
    told.map(({ person, name, ...event }) => {
      return { profileId: person + 1, nameId: names.get(name)!, receivedAt: event.at, ...event };
    }),
  );
}

/** Makes some of the people those of the sample shop. */
export async function noteSamples(db: Database): Promise<void> {
  const loaded = { state: "loaded" as const, claim: null, workedAt: 0, done: 0, failed: false };
  await db.transaction((tx) => writeSetting(tx, "sampleShop", loaded));
}
