import fc from "fast-check";
import { expect, it } from "vitest";
import type { Database } from "#server/database/database.ts";
import { isLinkId } from "#server/store/merge.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import type { IntakeItem } from "./intake.ts";

/** Cases for each property; each is a few transactions on a real database. */
const RUNS = 40;

const graph = drawGraph([
  { id: "start", type: "event", config: { event: "Visited" } },
  { id: "wait", type: "delay", config: { duration: { amount: 30, unit: "days" } } },
]);

/** Somebody, by the ids that nobody else has. */
interface Person {
  userId: string | null;
  browsers: string[];
  email: string | null;
}

type Told =
  | { kind: "track"; by: "user" | "browser" | "both"; browser: number }
  | {
      kind: "identify";
      by: "user" | "browser" | "both";
      browser: number;
      withEmail: boolean;
      isPublic: boolean;
    }
  | { kind: "alias"; browser: number };

const by = fc.constantFrom("user" as const, "browser" as const, "both" as const);
const browser = fc.nat({ max: 2 });
const told: fc.Arbitrary<Told> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("track" as const), by, browser }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("identify" as const),
      by,
      browser,
      withEmail: fc.boolean(),
      isPublic: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("alias" as const), browser }) },
);
/** What is told of some people, in two orders. */
const story = fc
  .array(fc.record({ person: fc.nat({ max: 2 }), told }), { minLength: 1, maxLength: 9 })
  .chain((items) =>
    fc.record({
      items: fc.constant(items),
      order: fc.shuffledSubarray([...items.keys()], { minLength: items.length, maxLength: items.length }),
    }),
  );

function personNumber(index: number): Person {
  return {
    userId: `user-${index}`,
    browsers: [0, 1, 2].map((number) => `browser-${index}-${number}`),
    email: `person-${index}@example.com`,
  };
}

/** Addresses come with a secret key: those of a browser say nothing of who somebody is. */
function toItem({ userId, browsers, email }: Person, what: Told, ref: string, at: number): IntakeItem {
  const arrival = {
    messageId: ref,
    at,
    receivedAt: at,
    traits: { fields: {}, attributes: {} },
    externalId: userId,
    anonymousId: null as string | null,
  };
  const anonymousId = browsers[what.browser % browsers.length]!;
  if (what.kind === "alias") return { ...arrival, kind: "alias", previousId: anonymousId };
  const ids = {
    externalId: what.by === "browser" ? null : userId,
    anonymousId: what.by === "user" ? null : anonymousId,
  };
  if (what.kind === "track")
    return { ...arrival, ...ids, kind: "track", name: "Visited", properties: { ref } };
  const fields = what.withEmail && !what.isPublic ? { email } : {};
  const { isPublic } = what;
  return { ...arrival, ...ids, kind: "identify", traits: { fields, attributes: {} }, consent: [], isPublic };
}

eachDatabase("who is who", (open: () => Database) => {
  /** Tells it all to an empty shop, in this order. */
  async function tell(items: IntakeItem[], { repeat = false } = {}) {
    const db = open();
    for (const name of [
      "visits",
      "runs",
      "history",
      "events",
      "anonymousIds",
      "eventKeys",
      "profiles",
    ] as const)
      await db.query.delete(db.tables[name]);
    for (const item of repeat ? items.flatMap((one) => [one, one]) : items) await rig.engine.accept([item]);
    return await people(db);
  }

  let rig: EngineRig;
  async function begin() {
    rig = new EngineRig(open());
    await rig.publish(graph);
  }

  it("does not depend on the order in which it is told, and no event or run is lost", async () => {
    await begin();
    await fc.assert(
      fc.asyncProperty(story, async ({ items, order }) => {
        const now = rig.clock.now();
        const all = items.map(({ person, told: what }, index) =>
          toItem(personNumber(person), what, `e${index}`, now),
        );
        const told = await tell(all);
        const shuffled = await tell(order.map((index) => all[index]!));
        expect(shuffled.groups).toEqual(told.groups);
        const sent = all.flatMap((item) => (item.kind === "track" ? [item.messageId] : []));
        for (const { events } of [told, shuffled]) expect(events).toEqual(sent.sort());
        // Nobody is in the workflow twice, and whoever visited is in it or told why not.
        for (const { active } of [told, shuffled])
          expect(active).toEqual(told.groups.filter((group) => group.events.length > 0).length);
        for (const { runs, started } of [told, shuffled]) expect(runs).toBe(started);
      }),
      { numRuns: RUNS },
    );
  });

  it("changes nothing by being told twice", async () => {
    await begin();
    await fc.assert(
      fc.asyncProperty(story, async ({ items }) => {
        const all = items.map(({ person, told: what }, index) => ({
          ...toItem(personNumber(person), what, `e${index}`, rig.clock.now()),
        }));
        const once = await tell(all);
        const unnamed = all.map((item) => (item.kind === "track" ? item : { ...item, messageId: null }));
        expect((await tell(unnamed, { repeat: true })).groups).toEqual(once.groups);
      }),
      { numRuns: RUNS },
    );
  });

  it("never takes two known people for one, whatever browsers they share", async () => {
    await begin();
    const shared = fc.array(fc.record({ user: fc.nat({ max: 2 }), told, isPublic: fc.boolean() }), {
      minLength: 1,
      maxLength: 10,
    });
    await fc.assert(
      fc.asyncProperty(shared, async (items) => {
        const all = items.map(({ user, told: what }, index) => {
          const somebody = { userId: `user-${user}`, browsers: ["shared-1", "shared-2"], email: null };
          return toItem(somebody, what, `e${index}`, rig.clock.now());
        });
        const { groups, events } = await tell(all);
        const named = new Set(all.flatMap(({ externalId }) => externalId ?? []));
        expect(groups.flatMap(({ userId }) => userId ?? []).sort()).toEqual([...named].sort());
        for (const { userId, events: theirs } of groups) {
          for (const ref of theirs) {
            const sender = all.find(({ messageId }) => messageId === ref)!.externalId;
            if (sender !== null) expect(sender).toBe(userId);
          }
        }
        expect(events).toEqual(all.flatMap((item) => (item.kind === "track" ? [item.messageId] : [])).sort());
      }),
      { numRuns: RUNS },
    );
  });
});

/** Who there is, by what they are known by, with what they did. */
async function people({ query, tables }: Database) {
  const profiles = await query.select().from(tables.profiles);
  const ids = await query.select().from(tables.anonymousIds);
  const events = await query.select().from(tables.events);
  const runs = await query.select().from(tables.runs);
  const history = await query.select().from(tables.history);
  const refs = (rows: typeof events) => rows.map(({ properties }) => properties.ref as string).sort();
  const groups = profiles.map(({ id, externalId, email }) => ({
    userId: externalId,
    email,
    browsers: ids
      .flatMap(({ profileId, value }) => (profileId === id && !isLinkId(value) ? [value] : []))
      .sort(),
    events: refs(events.filter(({ profileId }) => profileId === id)),
  }));
  const key = (group: (typeof groups)[number]) => JSON.stringify(group);
  return {
    groups: groups.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    events: refs(events),
    runs: runs.length,
    active: runs.filter(({ status }) => status === "active").length,
    started: history.filter(({ code }) => code === "run.started").length,
  };
}
