import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { inWords } from "#workflows/testing/in-words.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" } });
const day = (id: string) => ({ id, type: "delay", config: { duration: { amount: 1, unit: "days" } } });
const signup = { id: "signup", type: "signup", config: {} };
const drawn = drawGraph([signup, email("first"), day("wait"), email("second")]);
const exitEvents = [{ event: "Order Completed" }];

eachDatabase("settings that another release cannot read", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    for (const id of ["ana", "ben", "cem"]) await rig.identify(id, { email: `${id}@example.com` });
  });
  afterEach(() => rig.engine.stop());

  /** As after an update to a release that knows other quiet hours. */
  const spoil = async (workflowId: number) => {
    const { versions } = open().tables;
    const graph = { ...drawn, settings: { exitEvents, quietHours: { kind: "moonlight" } } };
    await open().query.update(versions).set({ graph }).where(eq(versions.workflowId, workflowId));
    await rig.restart();
  };

  it("keep a version from sending and from letting people in, and the exits that can be read still hold", async () => {
    const id = await rig.publish(drawn, { settings: { exitEvents } });
    for (const who of ["ana", "ben"]) await rig.track(who, "Signed Up");
    await spoil(id);
    await rig.track("cem", "Signed Up");
    await rig.track("ben", "Order Completed");
    await rig.pass(DAY_MS);
    expect(rig.subjects()).toEqual(["first", "first"]);
    expect(inWords((await rig.messages()).at(-1))).toMatchObject({
      status: "skipped",
      reasonCode: "message.settings-unreadable",
      reasonValues: { settings: "Quiet hours" },
    });
    expect((await rig.runs()).map(({ endCode }) => endCode)).toEqual(["run.finished", "run.exit-event"]);
    expect(await rig.history()).toContain("entry.settings-unreadable");
  });

  it("are over for those who are moved to a version that was published anew", async () => {
    const id = await rig.publish(drawn, { settings: { exitEvents } });
    await rig.track("ana", "Signed Up");
    await spoil(id);
    await rig.republish(
      id,
      { ...drawn, settings: { exitEvents } },
      { people: { targets: {}, kind: "move", answers: {} } },
    );
    await rig.track("cem", "Signed Up");
    await rig.pass(DAY_MS);
    expect(rig.sent.map(({ endpoint }) => endpoint)).toEqual([
      "ana@example.com",
      "cem@example.com",
      "ana@example.com",
      "cem@example.com",
    ]);
  });

  it("of the shop do not keep the server from starting, but from sending until they are saved again", async () => {
    await rig.publish(drawn);
    const { settings } = open().tables;
    await open()
      .query.insert(settings)
      .values({ key: "sendingRules", value: { caps: "few" } });
    await rig.restart();
    expect(rig.engine.live.unreadableSettings).toEqual(["sendingRules"]);
    await rig.track("ana", "Signed Up");
    expect(rig.subjects()).toEqual([]);
    await rig.set("sendingRules", { quietHours: { on: false, from: "21:00", to: "09:00" }, caps: [] });
    expect(rig.engine.live.unreadableSettings).toEqual([]);
    expect(rig.subjects()).toEqual(["first"]);
  });
});
