import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { webhookKeys } from "#server/engine/webhook-keys.ts";
import { readEnv } from "#server/env.ts";
import type { Services } from "#server/services.ts";
import { insertWorkflow } from "#server/store/workflows.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { webhookContent } from "#server/testing/send-jobs.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { secretsRouter } from "./secrets.ts";
import { workflowsRouter } from "./workflows.ts";

const config = {
  url: "https://points.example/{{ secrets.PATH }}",
  headers: { Authorization: "Bearer {{ secrets.TOKEN }}" },
};
const graph = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "hook", type: "call-webhook", config },
]);

eachDatabase("secrets", (open) => {
  let rig: EngineRig;
  let senders: SenderPool;
  beforeEach(async () => {
    rig = new EngineRig(open());
    senders = new SenderPool(pino({ level: "silent" }));
    await rig.engine.reload();
  });
  afterEach(() => senders.close());
  const context = (role: Role) => {
    const { db, clock, keys, engine } = rig;
    const reads = { listWaiting: async () => [] };
    const person = { id: role, name: role, email: `${role}@example.com`, role };
    return {
      services: { db, clock, keys, engine, env: readEnv({}), reads, senders } as unknown as Services,
      person,
    };
  };
  const as = (role: Role) => secretsRouter.createCaller(context(role));
  const opened = async (names: string[]) => {
    const url = `https://example.com/${names.map((name) => `{{ secrets.${name} }}`).join("/")}`;
    const keys = await open().transaction((tx) => webhookKeys(tx, rig.keys, webhookContent({ url })));
    return keys.secrets;
  };

  it("are listed by name, with who uses them, and never with their values", async () => {
    await as("editor").create({ name: "TOKEN", value: "  abcdef\n" });
    await as("editor").create({ name: "UNUSED", value: "ghijkl" });
    const id = await open().transaction((tx) =>
      insertWorkflow(tx, { name: "Points", draft: graph, now: rig.clock.now() }),
    );
    await rig.publish(graph, { name: "Live one" });
    const { secrets } = await as("editor").list();
    expect(secrets).toEqual([
      {
        name: "TOKEN",
        createdAt: rig.clock.now(),
        usedBy: [
          { id, name: "Points" },
          { id: id + 1, name: "Live one" },
        ],
      },
      { name: "UNUSED", createdAt: rig.clock.now(), usedBy: [] },
    ]);
    expect(await opened(["TOKEN", "UNUSED", "NONE"])).toEqual({ TOKEN: "abcdef", UNUSED: "ghijkl" });
    const rows = await open().query.select().from(open().tables.secrets);
    expect(JSON.stringify(rows)).not.toMatch(/abcdef|ghijkl/);
  });

  it("are replaced on purpose only, and gone once removed", async () => {
    await as("editor").create({ name: "TOKEN", value: "abcdef" });
    await expect(as("editor").create({ name: "TOKEN", value: "other1" })).rejects.toThrow("already");
    expect(await opened(["TOKEN"])).toEqual({ TOKEN: "abcdef" });
    await as("editor").replace({ name: "TOKEN", value: "other1" });
    expect(await opened(["TOKEN"])).toEqual({ TOKEN: "other1" });
    await as("editor").remove({ name: "TOKEN" });
    expect(await opened(["TOKEN"])).toEqual({});
    await expect(as("editor").replace({ name: "TOKEN", value: "again1" })).rejects.toThrow();
    await expect(as("editor").remove({ name: "TOKEN" })).rejects.toThrow();
  });

  it("take no name that cannot be written into a template, and no value that cannot be sent", async () => {
    for (const name of ["", "2ND", "A-B", "A.B", "A B", "x".repeat(61)])
      await expect(as("editor").create({ name, value: "abcdef" }), name).rejects.toThrow();
    for (const value of ["", "abc", "a\r\nb: c", "a\nbcd", "日本語日本", "x".repeat(2_001)])
      await expect(as("editor").create({ name: "A", value }), value).rejects.toThrow();
    expect((await as("editor").list()).secrets).toEqual([]);
  });

  it("are no business of those who only look", async () => {
    for (const call of [
      () => as("viewer").list(),
      () => as("viewer").create({ name: "A", value: "abcdef" }),
      () => as("viewer").remove({ name: "A" }),
      () => as("viewer").revealSigning(),
      () => as("viewer").rotateSigning(),
    ])
      await expect(call()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("that are missing are told before publishing, which they do not prevent", async () => {
    await as("editor").create({ name: "TOKEN", value: "abcdef" });
    const id = await open().transaction((tx) =>
      insertWorkflow(tx, { name: "Points", draft: graph, now: rig.clock.now() }),
    );
    const workflows = workflowsRouter.createCaller(context("editor"));
    const { problems } = await workflows.publishPreview({ id });
    const about = problems.filter(({ code }) => code.startsWith("webhook."));
    expect(about).toMatchObject([
      { severity: "warning", code: "webhook.secret-missing", nodeId: "hook", field: "url" },
    ]);
    const published = await workflows.publish({ id, revision: 1, includeOverdue: false });
    expect(published.kind).toBe("published");
  });

  it("that sign calls stay the same until they are changed, and the old one signs for a day more", async () => {
    const first = await as("editor").revealSigning();
    expect(first).toEqual({ secret: expect.stringMatching(/^whsec_/), oldUntil: null });
    expect(await as("owner").revealSigning()).toEqual(first);
    const second = await as("editor").rotateSigning();
    expect(second.secret).not.toBe(first.secret);
    expect(second.oldUntil).toBe(rig.clock.now() + 24 * 3_600_000);
    expect(await as("editor").revealSigning()).toEqual(second);
    const { signing } = await open().transaction((tx) => webhookKeys(tx, rig.keys, webhookContent()));
    expect(signing).toMatchObject({ secret: second.secret, previous: { secret: first.secret } });
    rig.clock.advance(25 * 3_600_000);
    expect((await as("editor").revealSigning()).oldUntil).toBeNull();
  });
});
