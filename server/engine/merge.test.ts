import { afterEach, beforeEach, expect, it } from "vitest";
import type { Database } from "#server/database/database.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import type { IntakeItem } from "./intake.ts";

const nothing = { fields: {}, attributes: {} };
const email = (id: string, subject: string) => ({
  id,
  type: "send-email",
  config: { subject, body: "Text" },
});
const delay = (id: string, days: number) => ({
  id,
  type: "delay",
  config: { duration: { amount: days, unit: "days" } },
});
const welcome = drawGraph([
  { id: "start", type: "event", config: { event: "Visited" } },
  delay("wait", 1),
  email("hello", "Hello"),
]);
const reminder = drawGraph([
  { id: "start", type: "cart-abandoned", config: { idle: { amount: 1, unit: "hours" } } },
  delay("wait", 1),
  email("cart", "Your cart"),
]);

/** A browser, or a customer that the shop knows, and what programs tell of them. */
class Shop extends EngineRig {
  #count = 0;

  #arrival(ids: { userId?: string; anonymousId?: string; isPublic?: boolean }) {
    const now = this.clock.now();
    this.#count += 1;
    return {
      externalId: ids.userId ?? null,
      anonymousId: ids.anonymousId ?? null,
      messageId: `s${this.#count}`,
      at: now,
      receivedAt: now,
      traits: nothing,
      isPublic: ids.isPublic ?? false,
    };
  }

  async sees(ids: Parameters<Shop["tells"]>[0], name: string, properties = {}) {
    await this.accept({ ...this.#arrival(ids), kind: "track", name, properties });
  }

  async tells(
    ids: { userId?: string; anonymousId?: string; isPublic?: boolean },
    {
      attributes = {},
      consent = [],
      ...fields
    }: IntakeItem["traits"]["fields"] & {
      attributes?: Record<string, unknown>;
      consent?: Extract<IntakeItem, { kind: "identify" }>["consent"];
    } = {},
  ) {
    await this.accept({ ...this.#arrival(ids), kind: "identify", traits: { fields, attributes }, consent });
  }

  async alias(userId: string, previousId: string, isPublic = false) {
    await this.accept({ ...this.#arrival({ userId, isPublic }), kind: "alias", previousId });
  }

  async people() {
    const { profiles } = this.db.tables;
    return await this.db.query.select().from(profiles).orderBy(profiles.id);
  }

  async consents() {
    return (await this.db.query.select().from(this.db.tables.consents)).map(({ state }) => state);
  }
}

const granted = [{ channel: "email" as const, state: "granted" as const }];
const pending = [{ channel: "email" as const, state: "pending" as const }];

eachDatabase("a visitor who turns out to be a known customer", (open: () => Database) => {
  let rig: Shop;
  beforeEach(async () => {
    rig = new Shop(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  it("goes on as that customer: the runs, the waits and the address of both", async () => {
    await rig.publish(welcome);
    await rig.tells({ userId: "ana" }, { email: "ana@example.com", consent: granted });
    await rig.sees({ anonymousId: "browser" }, "Visited");
    await rig.tells({ userId: "ana", anonymousId: "browser" });
    expect(await rig.people()).toMatchObject([{ externalId: "ana", email: "ana@example.com" }]);
    await rig.pass(DAY_MS);
    // The visitor had no address; the customer has.
    expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual(["ana@example.com"]);
    expect(await rig.history()).toContain("profile.merged");
  });

  it("is in a workflow once: the oldest run stays, and the other says why it ended", async () => {
    await rig.publish(welcome);
    await rig.tells({ userId: "ana" }, { email: "ana@example.com", consent: granted });
    await rig.sees({ anonymousId: "browser" }, "Visited");
    await rig.pass(HOUR_MS);
    await rig.sees({ userId: "ana" }, "Visited");
    await rig.sees({ userId: "ana", anonymousId: "browser" }, "Looked");
    expect((await rig.runs()).map(({ status, endCode }) => [status, endCode])).toEqual([
      ["active", null],
      ["exited", "run.merged"],
    ]);
    await rig.pass(2 * DAY_MS);
    expect(rig.subjects()).toEqual(["Hello"]);
    // Having entered as a visitor counts as having entered.
    await rig.sees({ userId: "ana" }, "Visited");
    expect(await rig.runs()).toHaveLength(2);
  });

  it("goes on with both runs of a workflow that lets people be in it side by side", async () => {
    const settings = { ...welcome.settings, reentry: "per-key" as const, reentryKey: "event.booking" };
    await rig.publish(welcome, { settings: { ...settings, whenInside: "parallel" } });
    await rig.tells({ userId: "ana" }, { email: "ana@example.com", consent: granted });
    await rig.sees({ anonymousId: "browser" }, "Visited", { booking: "A" });
    await rig.sees({ anonymousId: "browser" }, "Visited", { booking: "B" });
    await rig.sees({ userId: "ana" }, "Visited", { booking: "B" });
    await rig.sees({ userId: "ana" }, "Visited", { booking: "C" });
    await rig.tells({ userId: "ana", anonymousId: "browser" });
    // Booking B is one and the same.
    expect((await rig.runs()).map(({ status }) => status)).toEqual(["active", "active", "exited", "active"]);
  });

  it("is not reminded of a cart that was ordered in the other guise", async () => {
    await rig.publish(reminder);
    await rig.tells({ userId: "ana" }, { email: "ana@example.com", consent: granted });
    const tea = { product_id: "tea", name: "Tea", price: 3 };
    await rig.sees({ userId: "ana" }, "Product Added", tea);
    await rig.pass(2 * HOUR_MS);
    expect((await rig.runs()).map(({ status }) => status)).toEqual(["active"]);
    await rig.sees({ anonymousId: "browser" }, "Order Completed", { order_id: "1" });
    await rig.tells({ userId: "ana", anonymousId: "browser" });
    expect((await rig.runs()).map(({ endCode }) => endCode)).toEqual(["run.exit-event"]);
    const [cart] = await open().query.select().from(open().tables.carts);
    expect(cart).toMatchObject({ status: "ordered" });
    await rig.pass(2 * DAY_MS);
    expect(rig.subjects()).toEqual([]);
  });

  it("is reminded once of the cart that was filled before signing in", async () => {
    await rig.publish(reminder);
    await rig.tells({ userId: "ana" }, { email: "ana@example.com", consent: granted });
    await rig.sees({ anonymousId: "browser" }, "Product Added", { product_id: "tea", name: "Tea", price: 3 });
    await rig.tells({ userId: "ana", anonymousId: "browser" });
    await rig.sees({ userId: "ana" }, "Product Added", { product_id: "cup", name: "Cup", price: 5 });
    await rig.pass(HOUR_MS);
    await rig.pass(DAY_MS);
    expect(rig.sent).toHaveLength(1);
    expect(rig.sent[0]!.data.cart).toMatchObject({ total: 8 });
  });

  it("wakes at the time of day where the customer lives", async () => {
    await rig.publish(
      drawGraph([
        { id: "start", type: "event", config: { event: "Visited" } },
        { id: "wait", type: "delay", config: { mode: "time", time: "09:00" } },
        email("hello", "Hello"),
      ]),
    );
    await rig.tells({ userId: "ana" }, { email: "a@example.com", timezone: "Asia/Tokyo", consent: granted });
    await rig.sees({ anonymousId: "browser" }, "Visited");
    const [before] = await rig.runs();
    await rig.tells({ userId: "ana", anonymousId: "browser" });
    const [after] = await rig.runs();
    expect(before!.status).toBe("active");
    expect(new Date(after!.wakeAt!).toISOString()).toBe("2026-03-11T00:00:00.000Z");
    expect(after!.wakeAt).not.toBe(before!.wakeAt);
  });

  it("may be said by alias; two numbers of the shop stay two customers, and it is noted", async () => {
    await rig.sees({ anonymousId: "browser" }, "Visited");
    await rig.alias("ana", "browser");
    expect(await rig.people()).toMatchObject([{ externalId: "ana" }]);
    await rig.alias("ana", "never-seen");
    await rig.sees({ anonymousId: "never-seen" }, "Visited");
    await rig.sees({ userId: "ben" }, "Visited");
    await rig.alias("ana", "ben");
    expect((await rig.people()).map(({ externalId }) => externalId)).toEqual(["ana", "ben"]);
    expect(await rig.history()).toContain("profile.kept-apart");
  });

  it("is who has the address that the shop's own program gives for the visitor", async () => {
    await rig.tells({ userId: "ana" }, { email: "ana@example.com" });
    await rig.sees({ anonymousId: "browser" }, "Visited");
    await rig.tells({ anonymousId: "browser" }, { email: "ana@example.com" });
    expect(await rig.people()).toMatchObject([{ externalId: "ana" }]);
    // A subscriber without a number is the customer who turns out to have that address.
    await rig.tells({}, { email: "ben@example.com" });
    await rig.tells({ userId: "ben" });
    await rig.tells({ userId: "ben" }, { email: "ben@example.com" });
    expect((await rig.people()).map(({ externalId }) => externalId)).toEqual(["ana", "ben"]);
  });

  it("does not swallow somebody else who signed up with an address at the same browser", async () => {
    await rig.tells({ userId: "ana" }, { email: "ana@example.com" });
    await rig.tells({ anonymousId: "shared" }, { email: "ben@example.com" });
    await rig.tells({ anonymousId: "shared" }, { email: "ana@example.com" });
    expect(await rig.people()).toHaveLength(2);
  });
});

eachDatabase("what comes with a write key", (open: () => Database) => {
  let rig: Shop;
  beforeEach(async () => {
    rig = new Shop(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());
  const isPublic = true;

  it("reaches nobody by an address, and claims it only for who has none", async () => {
    await rig.tells({ userId: "ana" }, { email: "ana@example.com", name: "Ana", phone: "1" });
    await rig.tells({ anonymousId: "stranger", isPublic }, { email: "ana@example.com" });
    expect(await rig.people()).toMatchObject([
      { externalId: "ana", emailClaimed: false },
      { externalId: null, email: "ana@example.com", emailClaimed: true },
    ]);
    await rig.tells({ userId: "ana", isPublic }, { email: "x@example.com", name: "X", phone: "2" });
    await rig.tells({ anonymousId: "stranger", isPublic }, { email: "y@example.com", name: "Y" });
    expect(await rig.people()).toMatchObject([
      { email: "ana@example.com", name: "Ana", phone: "1" },
      { email: "ana@example.com", name: "Y" },
    ]);
  });

  it("lets an address that it claimed attract nobody, until a secret key vouches for it", async () => {
    await rig.tells({ anonymousId: "stranger", isPublic }, { email: "ana@example.com" });
    await rig.tells({ userId: "ana" }, { email: "ana@example.com" });
    expect((await rig.people()).map(({ externalId }) => externalId)).toEqual([null, "ana"]);
    await rig.tells({ anonymousId: "other", isPublic }, { email: "ben@example.com" });
    await rig.tells({ userId: "ben", anonymousId: "other" }, { email: "ben@example.com" });
    expect((await rig.people()).at(-1)).toMatchObject({ externalId: "ben", emailClaimed: false });
  });

  it("sets attributes, and fills in a name where none is", async () => {
    await rig.tells({ userId: "ana" }, { attributes: { plan: "free" } });
    await rig.tells({ userId: "ana", isPublic }, { name: "Ana", attributes: { plan: "pro" } });
    expect(await rig.people()).toMatchObject([{ name: "Ana", attributes: { plan: "pro" } }]);
  });

  it("never takes a consent further than to be confirmed, and takes nothing back", async () => {
    await rig.tells({ userId: "ana", isPublic }, { consent: granted });
    expect(await rig.consents()).toEqual([]);
    await rig.tells({ userId: "ana", isPublic }, { consent: pending });
    expect(await rig.consents()).toEqual(["pending"]);
    for (const state of ["granted", "withdrawn"] as const) {
      await rig.tells({ userId: "ana" }, { consent: [{ channel: "email", state }] });
      await rig.tells({ userId: "ana", isPublic }, { consent: pending });
      expect(await rig.consents()).toEqual([state]);
    }
  });

  it("brings a visitor's history to the customer, and an address only as a claim", async () => {
    await rig.tells({ userId: "ana" }, { name: "Ana" });
    await rig.tells({ anonymousId: "stranger" }, { email: "stranger@example.com" });
    await rig.sees({ anonymousId: "stranger", isPublic }, "Visited");
    await rig.tells({ userId: "ana", anonymousId: "stranger", isPublic });
    expect(await rig.people()).toMatchObject([
      { externalId: "ana", name: "Ana", email: "stranger@example.com", emailClaimed: true },
    ]);
  });

  it("does not send what waits for the visitor's address there with the customer's own words", async () => {
    await rig.publish(
      drawGraph([{ id: "start", type: "event", config: { event: "Visited" } }, email("hi", "Hi")]),
    );
    const rules = { on: true, from: "09:00", to: "12:00" };
    await rig.set("sendingRules", { quietHours: rules, caps: [] });
    await rig.tells({ userId: "ana" }, { email: "ana@example.com", consent: granted });
    await rig.tells({ anonymousId: "stranger" }, { email: "stranger@example.com", consent: granted });
    await rig.sees({ anonymousId: "stranger", isPublic }, "Visited");
    await rig.tells({ userId: "ana", anonymousId: "stranger", isPublic });
    await rig.pass(3 * HOUR_MS);
    expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual(["ana@example.com"]);
  });
});
