import { eq } from "drizzle-orm";
import pino from "pino";
import { expect, it } from "vitest";
import { listEventNames } from "#server/store/events.ts";
import { readSettings, writeSetting } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { SampleShop } from "./load.ts";

const PEOPLE = 30;
const graph = drawGraph([
  { id: "by-hand", type: "event", config: { event: "Waved" } },
  { id: "hello", type: "send-email", config: { subject: "Hello", body: "Hello", transactional: true } },
  { id: "later", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
]);

eachDatabase("the sample shop", (open) => {
  it("goes without a trace, with its runs and messages, and leaves real people alone", async () => {
    const rig = new EngineRig(open());
    await rig.engine.start();
    const { db, engine } = rig;
    let changes = 0;
    const shop = makeShop(rig, () => {
      changes += 1;
    });
    const count = async (
      name: "profiles" | "events" | "messages" | "runs" | "consents" | "carts" | "visits",
    ) => await db.query.$count(db.tables[name]);

    await rig.identify("real", { email: "real@example.org" });
    await rig.track("real", "Signed Up");
    await rig.publish(graph);
    expect(await shop.load()).toBe(true);
    expect(await shop.load()).toBe(false);
    await shop.idle();
    expect(await shop.state()).toEqual({
      state: "loaded",
      done: 0,
      total: PEOPLE,
      isWorkedOn: false,
      failed: false,
    });
    expect(changes).toBe(1);
    expect(await count("profiles")).toBe(PEOPLE + 1);
    // Its past starts nothing; what its people do from now on does.
    expect(await count("runs")).toBe(0);
    await rig.track("sample-shop-0001", "Waved");
    await rig.track("real", "Waved");
    await engine.settled();
    await rig.pass(60_000);
    expect(await count("runs")).toBe(2);
    expect(await count("messages")).toBe(2);

    expect(await shop.remove()).toBe(true);
    await shop.idle();
    expect((await shop.state()).state).toBe("absent");
    expect(changes).toBe(2);
    expect((await readSettings(db)).sampleShop.state).toBe("absent");
    expect(await count("profiles")).toBe(1);
    expect(await count("events")).toBe(2);
    expect(await count("runs")).toBe(1);
    expect(await count("messages")).toBe(1);
    expect(await count("carts")).toBe(0);
    expect((await listEventNames(db)).map(({ name }) => name).sort()).toEqual(["Signed Up", "Waved"]);
    await engine.stop();
  });

  it("gives up a person whom a program with a secret key tells of, and what was made up of their consent", async () => {
    const rig = new EngineRig(open());
    await rig.engine.start();
    const shop = makeShop(rig);
    await shop.load();
    await shop.idle();
    const granted = rig.db.tables.consents;
    const [agreed] = await rig.db.query
      .select({ id: granted.profileId })
      .from(granted)
      .where(eq(granted.state, "granted"))
      .limit(1);
    const [known] = await rig.db.query
      .select({ externalId: rig.db.tables.profiles.externalId })
      .from(rig.db.tables.profiles)
      .where(eq(rig.db.tables.profiles.id, agreed!.id));
    const id = known!.externalId!;
    expect(id).toMatch(/^sample-shop-00\d\d$/);

    const arrival = { externalId: id, anonymousId: null, messageId: null, at: 0, receivedAt: 0, consent: [] };
    const email = { fields: { email: "ana@shop.example" }, attributes: {} };
    await rig.engine.accept([{ ...arrival, kind: "identify", traits: email, isPublic: true }]);
    await rig.track(id, "Waved");
    expect((await rig.profile(id)).isSample).toBe(true);
    await rig.engine.accept([{ ...arrival, kind: "identify", traits: email }]);
    expect(await rig.profile(id)).toMatchObject({ isSample: false, email: "ana@shop.example" });
    const consents = await rig.db.query.select().from(granted).where(eq(granted.profileId, agreed!.id));
    expect(consents.map(({ state }) => state)).toEqual(["unknown"]);

    await shop.remove();
    await shop.idle();
    expect(await rig.profile(id)).toMatchObject({ email: "ana@shop.example" });
    await rig.engine.stop();
  });

  it("undoes a load that failed, so that it can be asked for again", async () => {
    const rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("sample-shop-0007", {});
    const shop = makeShop(rig);
    expect(await shop.load()).toBe(true);
    await shop.idle();
    expect(await shop.state()).toMatchObject({ state: "absent", isWorkedOn: false, failed: true });
    expect(await rig.db.query.$count(rig.db.tables.profiles)).toBe(1);
    expect(await shop.load()).toBe(true);
    await shop.idle();
    await rig.engine.stop();
  });

  it("is one for all processes: a second neither loads nor undoes what another one is at", async () => {
    const rig = new EngineRig(open());
    const [first, second] = [makeShop(rig), makeShop(rig)];
    expect(await first.load()).toBe(true);
    expect((await second.state()).state).toBe("loading");
    if (rig.db.engine === "postgres") await second.resume();
    expect(await second.load()).toBe(false);
    await first.idle();
    await second.stop();
    expect((await second.state()).state).toBe("loaded");
    expect(await rig.db.query.$count(rig.db.tables.profiles)).toBe(PEOPLE);
  });

  it("can be removed while it is being loaded, and after a process that was at it has gone", async () => {
    const rig = new EngineRig(open());
    const shop = makeShop(rig);
    await shop.load();
    expect(await shop.remove()).toBe(true);
    expect(await shop.remove()).toBe(false);
    await shop.idle();
    expect((await shop.state()).state).toBe("absent");
    expect(await rig.db.query.$count(rig.db.tables.profiles)).toBe(0);

    const gone = {
      state: "removing" as const,
      claim: "gone",
      workedAt: rig.clock.now(),
      done: 3,
      failed: false,
    };
    await rig.db.transaction((tx) => writeSetting(tx, "sampleShop", gone));
    expect(await shop.remove()).toBe(false);
    rig.clock.advance(60_000);
    expect(await shop.state()).toMatchObject({ state: "removing", isWorkedOn: false });
    expect(await shop.remove()).toBe(true);
    await shop.idle();
    expect((await shop.state()).state).toBe("absent");
  });
});

function makeShop({ db, clock }: EngineRig, changed?: () => void): SampleShop {
  const log = pino({ level: "silent" });
  return new SampleShop({ db, clock, log, profiles: PEOPLE, ...(changed && { changed }) });
}
