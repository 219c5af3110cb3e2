import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { eventFromBrowser, fromBrowser } from "#server/testing/strangers.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const STRANGER = "+15550100999";
const ANA = "+491701234567";
const thanks = drawGraph([
  { id: "on", type: "event", config: { event: "Go" } },
  { id: "text", type: "send-sms", config: { body: "On its way", transactional: true } },
]);

eachDatabase("a phone that comes with a write key", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.publish(thanks, { settings: { ...thanks.settings, reentry: "after-exit" } });
  });
  afterEach(() => rig.engine.stop());

  type Told = Parameters<typeof fromBrowser>[1];
  const says = (told: Told, phone = STRANGER) => {
    const item = fromBrowser(rig, told);
    return rig.accept({ ...item, traits: { fields: { phone }, attributes: {} } });
  };
  const goes = (told: Told) => rig.accept(eventFromBrowser(rig, "Go", told));
  const phones = async () => {
    const { profiles } = rig.db.tables;
    const rows = await rig.db.query.select().from(profiles).orderBy(profiles.id);
    return rows.map(({ phone }) => phone);
  };
  const notes = async () => (await rig.history()).filter((code) => code === "profile.unvouched-phone");

  it("is nobody's, so that no text goes there: a customer's, a made-up one's, a visitor's", async () => {
    await rig.identify("ana");
    const strangers = [{ userId: "ana" }, { userId: "made-up" }, { visitor: "v1" }];
    for (const told of strangers) {
      await says(told);
      await goes(told);
      const event = {
        ...eventFromBrowser(rig, "Go", told),
        traits: { fields: { phone: STRANGER }, attributes: {} },
      };
      await rig.accept(event);
    }
    expect(await phones()).toEqual([null, null, null]);
    expect(rig.sent).toEqual([]);
    expect(await rig.messages()).toEqual([]);
  });

  it("is not brought by a merge either, nor takes the place of one that is known", async () => {
    await says({ visitor: "v1" });
    await says({ visitor: "v1", userId: "new" });
    await rig.identify("ana");
    await says({ visitor: "v2" });
    await rig.accept({ ...fromBrowser(rig, { userId: "ana" }), kind: "alias", previousId: "v2" });
    // One that the shop's server has told of a visitor.
    await says({ visitor: "v3", isPublic: false });
    await goes({ visitor: "v3" });
    expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual([STRANGER]);
    await says({ visitor: "v3", userId: "ana" });
    expect(await phones()).toEqual([null, null]);
    await goes({ userId: "ana" });
    expect(rig.sent).toHaveLength(1);

    await says({ userId: "ana", isPublic: false }, ANA);
    await says({ userId: "ana" });
    await goes({ userId: "ana" });
    expect(rig.sent.at(-1)).toMatchObject({ endpoint: ANA });
  });

  it("is told to the owner once a day, unless it is the one that is known", async () => {
    await says({ userId: "ana", isPublic: false }, "+49 170 1234567");
    await says({ userId: "ana" }, "0049 (170) 123 45 67");
    expect(await notes()).toEqual([]);
    await says({ userId: "ana" });
    await says({ userId: "ana" });
    expect(await notes()).toHaveLength(1);
    await rig.pass(DAY_MS + 1);
    await says({ userId: "ana" });
    expect(await notes()).toHaveLength(2);
    expect(await phones()).toEqual([ANA]);
  });
});
