import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { readEnv } from "#server/env.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { archiveSegment } from "#server/store/segments.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import type { Condition } from "#workflows/condition.ts";
import { word } from "#workflows/phrase.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { wordCondition } from "#workflows/word-condition.ts";
import { segmentsRouter } from "./segments.ts";
import { workflowsRouter } from "./workflows.ts";

const fromLyon: Condition = { kind: "attribute", attribute: "city", operator: "equals", value: "Lyon" };
const buyers: Condition = { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 30 };

eachDatabase("segments", (open) => {
  let senders: SenderPool;
  let rig: EngineRig;
  beforeEach(async () => {
    senders = new SenderPool(pino({ level: "silent" }));
    rig = new EngineRig(open());
    await rig.engine.start();
  });
  afterEach(async () => {
    await rig.engine.stop();
    await senders.close();
  });

  function as(role: Role = "owner") {
    const { db, clock, keys, engine } = rig;
    const reads = directReads(db);
    const services = { db, clock, keys, engine, senders, reads, env: readEnv({}) } as unknown as Services;
    const person = { id: role, name: role, email: `${role}@example.com`, role };
    return {
      segments: segmentsRouter.createCaller({ services, person }),
      workflows: workflowsRouter.createCaller({ services, person }),
    };
  }
  async function make(name: string, rule: Condition): Promise<number> {
    const saved = await as().segments.save({ name, description: null, rule });
    if (saved.kind !== "saved") throw new Error(saved.kind);
    await rig.engine.settled();
    return saved.id;
  }

  it("are counted and shown while their rule is being written", async () => {
    await rig.identify("ana", { email: "ana@example.com", attributes: { city: "Lyon" } });
    await rig.identify("ben", { email: "ben@example.com", attributes: { city: "Paris" } });
    const preview = await as("viewer").segments.preview({ rule: fromLyon });
    expect(preview).toMatchObject({ count: 1, sample: [{ email: "ana@example.com" }] });
    const data = { kind: "data" as const, path: "event.total", operator: "exists" as const };
    await expect(as().segments.preview({ rule: data })).rejects.toThrow("about people");
  });

  it("hold who they are about, tell who came and left, and read back as a sentence", async () => {
    await rig.identify("ana", { attributes: { city: "Lyon" } });
    const id = await make("Lyon", fromLyon);
    const { segments } = as("viewer");
    expect(await segments.get({ id })).toMatchObject({ state: "ready", memberCount: 1, came: 0, left: 0 });
    await rig.identify("ben", { attributes: { city: "Lyon" } });
    await rig.identify("ana", { attributes: { city: "Paris" } });
    await rig.engine.settled();
    const shown = await segments.get({ id });
    expect(shown).toMatchObject({ memberCount: 1, came: 1, left: 1, progress: null });
    expect(word(wordCondition(shown.rule))).toBe("city is Lyon");
    const { profiles } = await segments.members({ id });
    expect(profiles.map(({ externalId }) => externalId)).toEqual(["ben"]);
    expect((await segments.members({ id, search: "ben" })).profiles).toHaveLength(1);
    expect((await segments.members({ id, search: "ana" })).profiles).toEqual([]);
    const { changes } = await segments.changes({ id });
    expect(changes.map(({ entered, profile }) => [profile.externalId, entered]).sort()).toEqual([
      ["ana", false],
      ["ben", true],
    ]);
    expect((await segments.list()).segments).toMatchObject([{ name: "Lyon", came: 1, left: 1 }]);
  });

  it("keep to names of their own and to rules that can be answered", async () => {
    const id = await make("Lyon", fromLyon);
    const { segments } = as("editor");
    const words = { description: null, rule: buyers };
    expect(await segments.save({ ...words, name: "Lyon" })).toEqual({ kind: "name-taken" });
    const itself: Condition = { kind: "segment", segmentId: id };
    await expect(segments.save({ ...words, id, name: "Lyon", rule: itself })).rejects.toThrow("itself");
    const gone: Condition = { kind: "segment", segmentId: 999 };
    await expect(segments.save({ ...words, name: "Gone", rule: gone })).rejects.toThrow("not there");
    await expect(as("viewer").segments.save({ ...words, name: "Mine" })).rejects.toThrow("editor");
  });

  it("stay while something uses them, and give their names up when they are removed", async () => {
    const id = await make("Lyon", fromLyon);
    const asking = await make("Not from Lyon", { kind: "not", of: { kind: "segment", segmentId: id } });
    const { segments, workflows } = as();
    const graph = drawGraph([
      { id: "start", type: "segment-changed", config: { segmentId: id, change: "entered" } },
      { id: "hello", type: "send-email", config: { subject: "Hello", body: "Hello" } },
    ]);
    const imported = await workflows.importGraph({ name: "For Lyon", graph });
    if (imported.kind !== "created") throw new Error("not imported");
    const users = [
      { kind: "workflow", id: imported.id, name: "For Lyon", isLive: false },
      { kind: "segment", id: asking, name: "Not from Lyon", isLive: false },
    ];
    expect(await segments.remove({ id })).toEqual({ kind: "used", usedBy: users });
    await workflows.remove({ id: imported.id });
    expect(await segments.remove({ id: asking })).toEqual({ kind: "removed" });
    expect(await segments.remove({ id })).toEqual({ kind: "removed" });
    await expect(segments.get({ id })).rejects.toThrow("does not exist");
    const again = await make("Lyon", buyers);
    await segments.restore({ id });
    expect((await segments.names()).segments.map(({ name }) => name)).toEqual(["Lyon", `Lyon (${id})`]);
    expect(again).not.toBe(id);
  });

  it("come back only where their rule can still be asked, and under names that nobody else has", async () => {
    const id = await make("Lyon", fromLyon);
    const asking = await make("Not from Lyon", { kind: "not", of: { kind: "segment", segmentId: id } });
    const { segments } = as();
    for (const each of [asking, id]) await segments.remove({ id: each });
    await expect(segments.restore({ id: asking })).rejects.toThrow("not there any more");
    await make(`Lyon (${id})`, buyers);
    await make("Lyon", buyers);
    await segments.restore({ id });
    await segments.restore({ id: asking });
    expect((await segments.get({ id })).name).toBe(`Lyon (${id}) (${id})`);
    await expect(segments.restore({ id })).rejects.toThrow("does not exist");
  });

  it("tell who came and left page by page, also after the clock was set back", async () => {
    const id = await make("Lyon", fromLyon);
    const { segmentChanges } = rig.db.tables;
    await rig.identify("ana", { attributes: { city: "Paris" } });
    const [profile] = (await as().segments.preview({ rule: { kind: "not", of: fromLyon } })).sample;
    const at = (index: number) => rig.clock.now() - (index % 50);
    for (let index = 0; index < 120; index++)
      await rig.db.query
        .insert(segmentChanges)
        .values({ segmentId: id, profileId: profile!.id, entered: index % 2 === 0, at: at(index) });
    const seen: number[] = [];
    const { segments } = as("viewer");
    let page = await segments.changes({ id });
    for (; page.nextCursor; page = await segments.changes({ id, cursor: page.nextCursor }))
      seen.push(...page.changes.map((change) => change.id));
    seen.push(...page.changes.map((change) => change.id));
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  it("have names and rules that both engines can store", async () => {
    const id = await make("Ly\0on", { ...fromLyon, value: "Ly\0on" });
    expect(await as().segments.get({ id })).toMatchObject({ name: "Lyon", rule: fromLyon });
  });

  it("that are gone keep what asks about them from being published", async () => {
    const id = await make("Lyon", fromLyon);
    const { segments, workflows } = as();
    const asks = { kind: "all", of: [buyers, { kind: "segment", segmentId: id }] };
    const graph = drawGraph([
      { id: "start", type: "segment-changed", config: { segmentId: id, change: "entered" } },
      { id: "bye", type: "exit", config: {} },
    ]);
    const imported = await workflows.importGraph({
      name: "For Lyon",
      graph: { ...graph, settings: { exitCondition: asks } },
    });
    if (imported.kind !== "created") throw new Error("not imported");
    const publish = () => workflows.publish({ id: imported.id, revision: 1, includeOverdue: false });
    // Used, it cannot be removed here; a copy of a shop's workflow may name one all the same.
    await rig.db.transaction((tx) => archiveSegment(tx, id, rig.clock.now()));
    expect(await publish()).toMatchObject({
      kind: "invalid",
      problems: expect.arrayContaining([
        expect.objectContaining({ code: "segment.gone", nodeId: "start", field: "segmentId" }),
        expect.objectContaining({ code: "settings.bad", field: "exitCondition.of.1.segmentId" }),
      ]),
    });
    await segments.restore({ id });
    expect(await publish()).toMatchObject({ kind: "published" });
  });
});
