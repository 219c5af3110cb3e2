import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const email = (id: string) => ({ id, type: "send-email", config: { subject: id, body: "Hello" }, to: {} });
const ordered = { id: "ordered", type: "event", config: { event: "Order Placed" } };
const again = { reentry: "after-exit" };

/** Two paths by lot, with these weights. */
function lots(a: number, b: number, holdoutPercent = 0) {
  const arms = [
    { id: "a", label: "A", weight: a },
    { id: "b", label: "B", weight: b },
  ];
  const split = { id: "split", type: "split", config: { arms, holdoutPercent }, to: { a: "a", b: "b" } };
  return drawGraph([{ ...ordered, to: { next: "split" } }, split, email("a"), email("b")]);
}

eachDatabase("a split", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    for (const id of people) await rig.identify(id, { email: `${id}@example.com` });
  });
  afterEach(() => rig.engine.stop());

  const people = Array.from({ length: 12 }, (_, index) => `p${index}`);
  const everybody = async () => {
    for (const id of people) await rig.track(id, "Order Placed");
  };
  const pathOf = (from: number) =>
    Object.fromEntries(
      rig.sent.slice(from).map(({ endpoint }, index) => [endpoint, rig.subjects()[from + index]]),
    );
  const arms = async () => {
    const { assignments } = open().tables;
    return (await open().query.select().from(assignments)).map(({ arm }) => arm);
  };

  it("keeps everybody on the path that was drawn first, also under other weights and after a restart", async () => {
    const id = await rig.publish(lots(50, 50), { settings: again });
    await everybody();
    const first = pathOf(0);
    expect(new Set(Object.values(first))).toEqual(new Set(["a", "b"]));
    await rig.republish(id, { ...lots(0, 100), settings: again });
    await rig.restart();
    await everybody();
    expect(pathOf(people.length)).toEqual(first);
    expect((await rig.history()).filter((code) => code === "split.kept")).toHaveLength(people.length);
    await rig.identify("new", { email: "new@example.com" });
    await rig.track("new", "Order Placed");
    expect(rig.subjects().at(-1)).toBe("b");
  });

  it("draws anew for whoever was on a path that is gone", async () => {
    const id = await rig.publish(lots(100, 0), { settings: again });
    await everybody();
    expect(await arms()).toEqual(people.map(() => "a"));
    const other = lots(100, 0);
    const split = other.nodes.find((node) => node.id === "split")!;
    split.config = {
      arms: [
        { id: "b", label: "B", weight: 1 },
        { id: "c", label: "C", weight: 0 },
      ],
    };
    await rig.republish(id, {
      ...other,
      edges: other.edges.filter(({ port }) => port !== "a"),
      settings: again,
    });
    await everybody();
    expect(await arms()).toEqual(people.map(() => "b"));
    expect(rig.subjects().slice(people.length)).toEqual(people.map(() => "b"));
  });

  it("gives nothing to those held out, keeps them so, and still counts what they buy", async () => {
    const settings = { ...again, goalEvent: "Order Completed", goalDays: 7 };
    await rig.publish(lots(50, 50, 50), { settings });
    await everybody();
    const heldOut = (await arms()).filter((arm) => arm === "holdout").length;
    expect(heldOut).toBeGreaterThan(0);
    expect(rig.sent).toHaveLength(people.length - heldOut);
    const reached = new Set(rig.sent.map(({ endpoint }) => endpoint));
    await everybody();
    expect(new Set(rig.sent.map(({ endpoint }) => endpoint))).toEqual(reached);

    await rig.pass(DAY_MS);
    for (const id of people) await rig.track(id, "Order Completed");
    const runs = await rig.runs();
    expect(runs).toHaveLength(2 * people.length);
    expect(runs.filter(({ endCode }) => endCode === "split.holdout")).toHaveLength(2 * heldOut);
    expect(runs.every(({ convertedAt }) => convertedAt === rig.clock.now())).toBe(true);
  });
});
