import { afterEach, beforeEach, expect, it } from "vitest";
import { readTags } from "#server/store/profile-tags.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { changeTags } from "./change-tags.ts";
import { DEPTH_MAX } from "./follow.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" }, to: {} });
const on = (event: string) => ({ id: "start", type: "event", config: { event } });
const changes = (...list: Record<string, unknown>[]) => ({
  id: "change",
  type: "update-profile",
  config: { changes: list },
});
const record = (event: string, properties: { name: string; value: string }[] = []) => ({
  id: "record",
  type: "record-event",
  config: { event, properties },
});
const again = { reentry: "after-exit", whenInside: "parallel" };

eachDatabase("what a workflow changes", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com", attributes: { points: 5, city: "Berlin" } });
  });
  afterEach(() => rig.engine.stop());

  const events = async () => {
    const { events: table, eventNames } = open().tables;
    const names = new Map((await open().query.select().from(eventNames)).map(({ id, name }) => [id, name]));
    const rows = await open().query.select().from(table).orderBy(table.id);
    return rows.map(({ nameId, depth, properties }) => ({ name: names.get(nameId), depth, properties }));
  };

  it("about a person is seen by the very next step", async () => {
    const condition = { kind: "attribute", attribute: "points", operator: "greater", value: 14 };
    const branch = {
      id: "rich",
      type: "branch",
      config: { paths: [{ id: "yes", label: "Yes", condition }] },
    };
    await rig.publish(
      drawGraph([
        on("Order Completed"),
        changes(
          { kind: "increment", attribute: "points", value: "{{ event.points }}" },
          { kind: "add-tag", value: "buyer" },
          { kind: "clear", attribute: "city" },
        ),
        { ...branch, to: { yes: "rich-email", otherwise: "poor-email" } },
        email("rich-email"),
        email("poor-email"),
      ]),
      { settings: again },
    );
    await rig.track("ana", "Order Completed", { points: 9 });
    await rig.track("ana", "Order Completed", { points: 1 });
    expect(rig.subjects()).toEqual(["poor-email", "rich-email"]);
    expect((await rig.profile("ana")).attributes).toEqual({ points: 15, tags: ["buyer"] });
  });

  it("of a person's tags is one of the team's tags, given or taken, whoever it was from", async () => {
    await rig.publish(
      drawGraph([
        on("Order Completed"),
        changes(
          { kind: "add-tag", value: "buyer of {{ event.kind }}" },
          { kind: "add-tag", value: "brief" },
          { kind: "remove-tag", value: "brief" },
          { kind: "remove-tag", value: "quiet" },
        ),
        {
          id: "tagged",
          type: "branch",
          config: { paths: [{ id: "yes", label: "Yes", condition: { kind: "tag", tag: "quiet" } }] },
          to: { yes: "quiet-email", otherwise: "loud-email" },
        },
        email("quiet-email"),
        email("loud-email"),
      ]),
    );
    const { id: profileId } = await rig.profile("ana");
    const quiet = { profileId, add: ["quiet", "vip"], by: "The editor" };
    await rig.engine.change((_tx, services, now) => changeTags(services, quiet, now));
    await rig.track("ana", "Order Completed", { kind: "tea" });
    expect((await readTags(open(), [profileId])).get(profileId)).toEqual(["buyer of tea", "vip"]);
    expect(rig.subjects()).toEqual(["loud-email"]);

    const taken = { profileId, remove: ["buyer of tea", "none"], by: "The editor" };
    const changed = await rig.engine.change((_tx, services, now) => changeTags(services, taken, now));
    expect(changed?.removed).toEqual(["buyer of tea"]);
    expect((await rig.profile("ana")).attributes.tags).toEqual([]);
  });

  it("of the team among somebody's tags ends the wait for it", async () => {
    const condition = { kind: "tag", tag: "vip" };
    await rig.publish(
      drawGraph([
        on("Order Completed"),
        {
          id: "wait",
          type: "wait-for",
          config: { what: "condition", condition },
          to: { happened: "thanks", timeout: "late" },
        },
        email("thanks"),
        email("late"),
      ]),
    );
    await rig.track("ana", "Order Completed");
    const { id: profileId } = await rig.profile("ana");
    for (const tag of ["other", "vip"]) {
      expect(rig.subjects()).toEqual([]);
      const tagged = { profileId, add: [tag], by: "The editor" };
      await rig.engine.change((_tx, services, now) => changeTags(services, tagged, now));
      await rig.engine.settled();
    }
    expect(rig.subjects()).toEqual(["thanks"]);
  });

  it("about a person starts the workflow that watches for it", async () => {
    await rig.publish(drawGraph([on("Paid"), changes({ kind: "set", attribute: "plan", value: "pro" })]), {
      settings: again,
    });
    const changed = {
      id: "start",
      type: "attribute-changed",
      config: { attribute: "plan", operator: "equals", value: "pro" },
    };
    await rig.publish(drawGraph([changed, email("welcome to pro")]), { settings: again });
    await rig.track("ana", "Paid");
    await rig.track("ana", "Paid");
    expect(rig.subjects()).toEqual(["welcome to pro"]);
    await rig.identify("ana", { attributes: { plan: "basic" } });
    await rig.identify("ana", { attributes: { plan: "pro" } });
    expect(rig.subjects()).toEqual(["welcome to pro", "welcome to pro"]);
    expect((await rig.runs()).map(({ state }) => state.depth)).toEqual([0, 1, 0, 0]);
  });

  it("in the middle of one change starts what watches for it once", async () => {
    const watch = (attribute: string) => ({ id: "start", type: "attribute-changed", config: { attribute } });
    await rig.publish(
      drawGraph([watch("city"), changes({ kind: "set", attribute: "area", value: "north" })]),
      {
        settings: again,
      },
    );
    await rig.publish(drawGraph([watch("area"), email("area")]), { settings: again });
    await rig.identify("ana", { attributes: { city: "Hamburg" } });
    expect(rig.subjects()).toEqual(["area"]);
  });

  it("as an event is kept with its values and starts the workflow that waits for it, one deeper", async () => {
    await rig.publish(
      drawGraph([
        on("Order Completed"),
        record("Became Customer", [{ name: "total", value: "{{ event.total }}" }]),
      ]),
    );
    await rig.publish(drawGraph([on("Became Customer"), email("hello")]));
    await rig.track("ana", "Order Completed", { total: 12 });
    expect(await events()).toEqual([
      { name: "Order Completed", depth: 0, properties: { total: 12 } },
      { name: "Became Customer", depth: 1, properties: { total: 12 } },
    ]);
    expect(rig.sent.map(({ data }) => data.event)).toEqual([{ total: 12 }]);
    expect((await rig.runs()).map(({ state }) => state.depth)).toEqual([0, 1]);
  });

  it("stops with its reason where two workflows call each other by events", async () => {
    await rig.publish(drawGraph([on("Ping"), record("Pong")]), { settings: again });
    await rig.publish(drawGraph([on("Pong"), record("Ping")]), { settings: again });
    await rig.track("ana", "Ping");
    expect((await events()).map(({ depth }) => depth)).toEqual(
      Array.from({ length: DEPTH_MAX + 2 }, (_, n) => n),
    );
    const { history } = open().tables;
    const noted = (await open().query.select().from(history)).filter(({ code }) => code === "run.loop-limit");
    expect(noted).toMatchObject([{ values: { depth: DEPTH_MAX + 1 } }]);
    expect(await rig.runs()).toHaveLength(DEPTH_MAX + 1);
    // A customer's own event starts anew.
    await rig.track("ana", "Ping");
    expect(await rig.runs()).toHaveLength(2 * (DEPTH_MAX + 1));
  });

  it("stops with its reason where two workflows call each other by changes", async () => {
    const watch = (attribute: string) => ({ id: "start", type: "attribute-changed", config: { attribute } });
    const count = (attribute: string) => changes({ kind: "increment", attribute, value: "1" });
    await rig.publish(drawGraph([watch("a"), count("b")]), { settings: again });
    await rig.publish(drawGraph([watch("b"), count("a")]), { settings: again });
    await rig.identify("ana", { attributes: { a: 0 } });
    expect((await rig.history()).filter((code) => code === "run.loop-limit")).toHaveLength(1);
    const { attributes } = await rig.profile("ana");
    expect(Number(attributes.a) + Number(attributes.b)).toBe(DEPTH_MAX + 1);
  });

  it("goes no deeper because time passes in between", async () => {
    const day = { id: "day", type: "delay", config: { duration: { amount: 1, unit: "days" } } };
    await rig.publish(drawGraph([on("Ping"), day, record("Pong")]), { settings: again });
    await rig.publish(drawGraph([on("Pong"), record("Ping")]), { settings: again });
    await rig.track("ana", "Ping");
    for (let days = 0; days < 10; days++) await rig.pass(DAY_MS);
    expect(await rig.history()).toContain("run.loop-limit");
    expect(await rig.runs()).toHaveLength(DEPTH_MAX + 1);
  });
});
