import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig, HOUR_MS } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import type { Engine } from "./engine.ts";
import type { IntakeItem } from "./intake.ts";

const ENGINES = 3;
const PEOPLE = 12;
const graph = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "hours" } } },
  { id: "hello", type: "send-email", config: { subject: "Hello", body: "Hello" } },
]);

eachDatabase("several engines on one database", (open) => {
  let rig: EngineRig;
  let engines: Engine[];
  beforeEach(async () => {
    rig = new EngineRig(open());
    engines = [rig.engine, ...Array.from({ length: ENGINES - 1 }, () => rig.makeEngine())];
    for (const engine of engines) await engine.start();
    await rig.publish(graph);
    for (const engine of engines) await engine.reload();
  });
  afterEach(async () => {
    for (const engine of engines) await engine.stop();
  });

  const settled = async () => {
    for (const engine of engines) await engine.settled();
  };
  function item(person: number, name: string, messageId: string): IntakeItem {
    const now = rig.clock.now();
    return {
      kind: "track",
      name,
      properties: {},
      externalId: `person-${person}`,
      anonymousId: null,
      messageId,
      at: now,
      receivedAt: now,
      traits: { fields: { email: `p${person}@example.com` }, attributes: {} },
    };
  }

  it("lose no event, take each once, and let each person in once", async () => {
    const accepted = await Promise.all(
      Array.from({ length: PEOPLE }, (_, person) =>
        engines.flatMap((engine, index) => [
          // The same message reaches every engine, as when a sender tries again elsewhere.
          engine.accept([item(person, "Signed Up", `signup-${person}`)]),
          engine.accept([item(person, "Product Viewed", `view-${person}-${index}`)]),
        ]),
      ).flat(),
    );
    await settled();
    const kinds = accepted.flat().map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "duplicate")).toHaveLength(PEOPLE * (ENGINES - 1));
    const { tables, query } = open();
    expect(await query.$count(tables.profiles)).toBe(PEOPLE);
    expect(await query.$count(tables.events)).toBe(PEOPLE * (1 + ENGINES));
    expect(await query.$count(tables.runs)).toBe(PEOPLE);

    rig.clock.advance(HOUR_MS);
    await Promise.all(engines.map((engine) => engine.settled()));
    await settled();
    const messages = await query.select().from(tables.messages);
    expect(messages).toHaveLength(PEOPLE);
    expect(new Set(rig.sent.map(({ key }) => key)).size).toBe(rig.sent.length);
    const visits = await query.select().from(tables.visits);
    expect(visits.filter(({ nodeId }) => nodeId === "hello")).toHaveLength(PEOPLE);
  });

  it("read anew what another has published as soon as they meet somebody who is in it", async () => {
    const [, other] = engines;
    const exits = { exitEvents: [{ event: "Order Completed" }] };
    await rig.publish(graph, { name: "New", settings: exits });
    await rig.engine.accept([item(1, "Signed Up", "signup")]);
    await rig.engine.settled();
    const runs = () => open().query.select().from(open().tables.runs).orderBy(open().tables.runs.id);
    expect((await runs()).map(({ status }) => status)).toEqual(["active", "active"]);
    // The other engine has not looked since before the publish.
    await other!.accept([item(1, "Order Completed", "order")]);
    expect((await runs()).map(({ endCode }) => endCode)).toEqual([null, "run.exit-event"]);
  });
});
