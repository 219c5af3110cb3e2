import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { readEnv } from "#server/env.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { addUser } from "#server/store/users.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { type Graph, PLACE_MAX_PX } from "#workflows/graph.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { editingRouter } from "./editing.ts";
import { versionsRouter } from "./versions.ts";
import { workflowsRouter } from "./workflows.ts";

const first = drawGraph([
  { id: "start", type: "signup", config: {} },
  { id: "mail", type: "send-email", config: { subject: "Hello", body: "There" } },
]);
const second: Graph = {
  ...first,
  nodes: first.nodes.map((node) =>
    node.id === "mail" ? { ...node, config: { ...node.config, subject: "Good day" } } : node,
  ),
};
const TAB_A = "a".repeat(32);
const TAB_B = "b".repeat(32);

eachDatabase("drafts and versions", (open) => {
  let rig: EngineRig;
  let senders: SenderPool;
  let id: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    senders = new SenderPool(pino({ level: "silent" }));
    for (const name of ["Ana", "Ben"]) {
      const user = { id: name, name, email: `${name}@example.com`, role: "editor" as const };
      await open().transaction((tx) => addUser(tx, { ...user, passwordHash: "x" }, 0));
    }
    await rig.engine.reload();
    id = await rig.publish(first);
  });
  afterEach(() => senders.close());

  function as(name: string, role: Role = "editor") {
    const { db, engine, clock, keys } = rig;
    const services = { db, engine, clock, keys, senders, env: readEnv({}), reads: directReads(db) };
    const person = { id: name, name, email: `${name}@example.com`, role };
    const context = { services: services as unknown as Services, person };
    return {
      workflows: workflowsRouter.createCaller(context),
      versions: versionsRouter.createCaller(context),
      editing: editingRouter.createCaller(context),
    };
  }

  it("take in no file that would overflow its readers, and bring back what stands beyond all reach", async () => {
    const { workflows } = as("Ana");
    const [start, ...others] = first.nodes;
    const importing = (node: Graph["nodes"][number]) =>
      workflows.importGraph({ name: "Far", graph: { ...first, nodes: [node, ...others] } });
    const config = JSON.parse(`${'{"a":'.repeat(6000)}1${"}".repeat(6000)}`);
    expect(await importing({ ...start!, config })).toMatchObject({ kind: "invalid" });
    const imported = await importing({ ...start!, position: { x: 1e308, y: 0 } });
    if (imported.kind !== "created") throw new Error("not imported");
    expect((await workflows.get(imported)).draft.nodes[0]!.position).toEqual({ x: PLACE_MAX_PX, y: 0 });
  });

  it("tell who saved meanwhile when a save is refused", async () => {
    await as("Ben").workflows.saveDraft({ id, revision: 1, graph: second });
    const refused = await as("Ana").workflows.saveDraft({ id, revision: 1, graph: first });
    expect(refused).toMatchObject({ kind: "conflict", revision: 2, draft: second, by: "Ben", byMe: false });
    const mine = await as("Ben").workflows.saveDraft({ id, revision: 1, graph: first });
    expect(mine).toMatchObject({ kind: "conflict", by: "Ben", byMe: true });
  });

  it("tell who else is there, and how new the draft is; who may only look is not named", async () => {
    expect((await as("Ana").editing.here({ id, tab: TAB_A })).others).toEqual([]);
    await as("Cem", "viewer").editing.here({ id, tab: "c".repeat(32) });
    await as("Ben").workflows.saveDraft({ id, revision: 1, graph: second });
    const heard = await as("Ben").editing.here({ id, tab: TAB_B });
    expect(heard).toMatchObject({
      others: [{ name: "Ana", isMe: false }],
      revision: 2,
      by: "Ben",
      byMe: true,
    });
    await as("Ana").editing.gone({ id, tab: TAB_A });
    expect((await as("Ben").editing.here({ id, tab: TAB_B })).others).toEqual([]);
    await expect(as("Ben").editing.here({ id, tab: "short" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("bring an old version back into the draft and say so when it is published", async () => {
    const ana = as("Ana");
    await ana.workflows.saveDraft({ id, revision: 1, graph: second });
    await ana.workflows.publish({ id, revision: 2, includeOverdue: false });
    expect(await ana.versions.bringBack({ id, number: 1, revision: 1 })).toMatchObject({
      kind: "conflict",
      revision: 2,
      by: "Ana",
    });
    const brought = await ana.versions.bringBack({ id, number: 1, revision: 2 });
    expect(brought).toMatchObject({ kind: "done", revision: 3, graph: first, before: second });
    expect(await ana.workflows.get({ id })).toMatchObject({ draft: first, live: { number: 2 } });
    await ana.workflows.publish({ id, revision: 3, includeOverdue: false });
    const { versions } = await ana.versions.list({ id });
    expect(versions.map(({ number, restores, isLive }) => [number, restores, isLive])).toEqual([
      [3, 1, true],
      [2, null, false],
      [1, null, false],
    ]);
    expect((await ana.versions.get({ id, number: 2 })).graph).toEqual(second);
    await expect(ana.versions.get({ id, number: 9 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const viewer = as("Cem", "viewer");
    await expect(viewer.versions.bringBack({ id, number: 1, revision: 3 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("start nothing while they are archived, and go on when they are brought back", async () => {
    const { workflows } = as("Ana");
    await rig.engine.start();
    await workflows.archive({ id });
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.track("ana", "Signed Up");
    await rig.engine.settled();
    expect(await open().query.$count(open().tables.runs)).toBe(0);
    await expect(workflows.resume({ id })).rejects.toThrow("Bring it back first");
    await expect(workflows.publish({ id, revision: 1, includeOverdue: false })).rejects.toThrow(
      "Bring it back first",
    );
    await expect(workflows.archive({ id })).rejects.toThrow("archived already");
    expect((await workflows.list()).workflows).toMatchObject([{ isArchived: true, status: "paused" }]);
    await workflows.unarchive({ id });
    await workflows.resume({ id });
    await rig.track("ana", "Signed Up");
    await rig.engine.settled();
    expect(await open().query.$count(open().tables.runs)).toBe(1);
    await rig.engine.stop();
  });

  it("are sorted by tags, each once, and few of them", async () => {
    const { workflows } = as("Ana");
    await workflows.tag({ id, tags: [" Spring ", "Spring", "春天"] });
    expect((await workflows.get({ id })).tags).toEqual(["Spring", "春天"]);
    const many = Array.from({ length: 21 }, (_, index) => `t${index}`);
    await expect(workflows.tag({ id, tags: many })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const imported = await workflows.importGraph({ name: "Again", graph: first, tags: ["Spring"] });
    expect(imported.kind).toBe("created");
    const { workflows: all } = await workflows.list();
    expect(all.find(({ name }) => name === "Again")).toMatchObject({ tags: ["Spring"], status: "draft" });
  });
});
