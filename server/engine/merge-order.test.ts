import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Database } from "#server/database/database.ts";
import { isLinkId } from "#server/store/merge.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { type Cart, ORDER_EVENT } from "#workflows/cart.ts";
import type { ConsentState } from "#workflows/facts.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import type { IntakeItem } from "./intake.ts";

/** Cases for each property; each is a few transactions on a real database. */
const RUNS = 40;

const graph = drawGraph([
  { id: "start", type: "event", config: { event: "Visited" } },
  { id: "wait", type: "delay", config: { duration: { amount: 30, unit: "days" } } },
]);

/** Somebody, by the ids that nobody else has, and what they always say of their consent. */
interface Person {
  userId: string | null;
  browsers: string[];
  email: string | null;
  consent: ConsentState;
  /**
   * Whether web pages may say which customer is at a browser. Then programs tell an address only with the customer's id:
   * what a web page has brought together with a known customer vouches for no address, and it matters who was known first.
   */
  pagesJoin: boolean;
}

type By = "user" | "browser" | "both";
type Told =
  | { kind: "track"; by: By; browser: number; isPublic: boolean }
  | { kind: "add" | "order"; by: By; browser: number; isPublic: boolean; cart: number }
  | { kind: "identify"; by: By; browser: number; withEmail: boolean; isPublic: boolean }
  | { kind: "alias"; browser: number; isPublic: boolean };

const by = fc.constantFrom<By>("user", "browser", "both");
const browser = fc.nat({ max: 2 });
const isPublic = fc.boolean();
const told: fc.Arbitrary<Told> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("track" as const), by, browser, isPublic }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: fc.constantFrom("add" as const, "add" as const, "order" as const), by, browser, isPublic },
      cart: fc.nat({ max: 1 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: fc.constant("identify" as const), by, browser, isPublic },
      withEmail: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("alias" as const), browser, isPublic }) },
);
const consents = fc.tuple(...[0, 1, 2].map(() => fc.constantFrom<ConsentState>("granted", "withdrawn")));
/** What is told of some people, in two orders. */
const story = fc
  .array(fc.record({ person: fc.nat({ max: 2 }), told }), { minLength: 1, maxLength: 9 })
  .chain((items) =>
    fc.record({
      items: fc.constant(items),
      consents: consents as fc.Arbitrary<ConsentState[]>,
      pagesJoin: fc.boolean(),
      order: fc.shuffledSubarray([...items.keys()], { minLength: items.length, maxLength: items.length }),
    }),
  );

function personNumber(
  index: number,
  { consents, pagesJoin }: { consents: ConsentState[]; pagesJoin: boolean },
): Person {
  return {
    userId: `user-${index}`,
    browsers: [0, 1, 2].map((number) => `browser-${index}-${number}`),
    email: `person-${index}@example.com`,
    consent: consents[index] ?? "granted",
    pagesJoin,
  };
}

/** Each item says something of its own, so that no two of them speak of the same thing. */
function toItem(person: Person, what: Told, ref: string, at: number): IntakeItem {
  const { userId, browsers, email, consent, pagesJoin } = person;
  const joins = what.kind === "alias" || what.by === "both";
  const isPublic = what.isPublic && (pagesJoin || !joins);
  const attributes = { [`told ${ref}`]: true };
  const traits = { fields: {}, attributes };
  const anonymousId = browsers[what.browser % browsers.length]!;
  const arrival = { messageId: ref, at, receivedAt: at, traits, isPublic };
  if (what.kind === "alias")
    return { ...arrival, kind: "alias", externalId: userId, anonymousId: null, previousId: anonymousId };
  const vouches = what.kind === "identify" && what.withEmail && !isPublic;
  const ids = {
    externalId: what.by === "browser" && !(vouches && pagesJoin) ? null : userId,
    anonymousId: what.by === "user" ? null : anonymousId,
  };
  const { kind } = what;
  if (kind === "identify") {
    const fields = what.withEmail && email ? { email } : {};
    // A browser may only ask; a program says what the person always says.
    const state = isPublic ? "pending" : consent;
    const said = [{ channel: "web-push" as const, state }];
    return { ...arrival, ...ids, kind, traits: { fields, attributes }, consent: said };
  }
  const properties: Record<string, unknown> = { ref };
  if (kind === "track") return { ...arrival, ...ids, kind, name: "Visited", properties };
  const name = kind === "add" ? "Product Added" : ORDER_EVENT;
  // All are added at one time, and ordered after that.
  const cart = { cart_id: `cart-${what.cart}`, ...(kind === "add" ? { product_id: ref } : {}) };
  const happenedAt = kind === "add" ? at : at + 1;
  return { ...arrival, ...ids, kind: "track", at: happenedAt, name, properties: { ...properties, ...cart } };
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
      "carts",
      "timers",
      "consents",
      "consentLog",
      "deliveries",
      "messages",
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
      fc.asyncProperty(story, async ({ items, order, ...people }) => {
        const now = rig.clock.now();
        const all = items.map(({ person, told: what }, index) =>
          toItem(personNumber(person, people), what, `e${index}`, now),
        );
        const told = await tell(all);
        const shuffled = await tell(order.map((index) => all[index]!));
        expect(shuffled.groups).toEqual(told.groups);
        const sent = all.flatMap((item) => (item.kind === "track" ? [item.messageId] : []));
        for (const { events } of [told, shuffled]) expect(events).toEqual(sent.sort());
        // Nobody is in the workflow twice, and whoever visited is in it or told why not.
        for (const { active } of [told, shuffled])
          expect(active).toEqual(told.groups.filter((group) => group.visits > 0).length);
        for (const { runs, started } of [told, shuffled]) expect(runs).toBe(started);
      }),
      { numRuns: RUNS },
    );
  });

  it("changes nothing by being told twice", async () => {
    await begin();
    await fc.assert(
      fc.asyncProperty(story, async ({ items, ...people }) => {
        const all = items.map(({ person, told: what }, index) => ({
          ...toItem(personNumber(person, people), what, `e${index}`, rig.clock.now()),
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
    const shared = fc.array(fc.record({ user: fc.nat({ max: 2 }), told }), {
      minLength: 1,
      maxLength: 10,
    });
    await fc.assert(
      fc.asyncProperty(shared, async (items) => {
        const all = items.map(({ user, told: what }, index) => {
          const anybody = personNumber(user, { consents: [], pagesJoin: true });
          const somebody = { ...anybody, browsers: ["shared-1", "shared-2"], email: null };
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

/** Who there is, by what they are known by, with what they said and did. */
async function people({ query, tables }: Database) {
  const profiles = await query.select().from(tables.profiles);
  const ids = await query.select().from(tables.anonymousIds);
  const events = await query.select().from(tables.events);
  const consents = await query.select().from(tables.consents);
  const carts = await query.select().from(tables.carts);
  const runs = await query.select().from(tables.runs);
  const history = await query.select().from(tables.history);
  const [visited] = await query.select().from(tables.eventNames).where(eq(tables.eventNames.name, "Visited"));
  const refs = (rows: typeof events) => rows.map(({ properties }) => properties.ref as string).sort();
  const groups = profiles.map(({ id, externalId, email, emailClaimed, attributes }) => {
    const theirs = <Row extends { profileId: number | null }>(rows: Row[]) =>
      rows.filter(({ profileId }) => profileId === id);
    return {
      userId: externalId,
      email,
      emailClaimed,
      attributes: Object.keys(attributes).sort(),
      browsers: theirs(ids)
        .flatMap(({ value }) => (isLinkId(value) ? [] : [value]))
        .sort(),
      consents: theirs(consents).map(({ channel, topic, state }) => `${channel} ${topic} ${state}`),
      carts: theirs(carts).map(showCart).sort(),
      events: refs(theirs(events)),
      visits: theirs(events).filter(({ nameId }) => nameId === visited?.id).length,
    };
  });
  const key = (group: (typeof groups)[number]) => JSON.stringify(group);
  return {
    groups: groups.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    events: refs(events),
    runs: runs.length,
    active: runs.filter(({ status }) => status === "active").length,
    started: history.filter(({ code }) => code === "run.started").length,
  };
}

/** What was in an ordered cart is known only as far as it was told before the order. */
function showCart({ cartKey, status, items }: Cart): string {
  const contents = items.map(({ id, quantity }) => `${id} ${quantity}`).sort();
  return [cartKey, status, ...(status === "open" ? contents : [])].join(", ");
}
