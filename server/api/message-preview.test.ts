import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { readEnv } from "#server/env.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { StoreRig } from "#server/testing/store-rig.ts";
import { word } from "#workflows/phrase.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { workflowsRouter } from "./workflows.ts";

const STEPS: [type: string, channel: string, config: Record<string, unknown>][] = [
  ["send-sms", "sms", { body: "TEXT", transactional: true }],
  ["send-whatsapp", "whatsapp", { format: "text", body: "TEXT", transactional: true }],
  ["show-in-app", "in-app", { title: "News", body: "TEXT" }],
];
const isLoud = { kind: "attribute", attribute: "loud", operator: "equals", value: true };
const TEXT = 'Hi {{ profile.firstName | default: "you" }}, {{ cart.count }} in your cart';

eachDatabase("the message of a step", (open) => {
  let rig: EngineRig;
  let store: StoreRig;
  let senders: SenderPool;
  let workflowId: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    store = new StoreRig(open());
    senders = new SenderPool(pino({ level: "silent" }));
    await rig.engine.start();
    ({ workflowId } = await store.workflow());
    await store.profile({
      externalId: "ana",
      email: "ana@example.com",
      phone: "+15551234567",
      attributes: { loud: true },
    });
    await store.profile({ externalId: "bo" });
  });
  afterEach(() => Promise.all([senders.close(), rig.engine.stop()]));

  function as(role: Role) {
    const { db, engine, clock, keys } = rig;
    const given = { db, engine, clock, keys, senders, env: readEnv({}), reads: directReads(db) };
    const person = { id: "1", name: "Vera", email: "vera@example.com", role };
    return workflowsRouter.createCaller({ services: given as unknown as Services, person });
  }
  const idOf = async (externalId: string) => ({
    kind: "stored" as const,
    profileId: (await rig.profile(externalId)).id,
  });
  /** The step far down, after a wait of many days and with an unfinished step beside it. */
  const draw = (type: string, config: Record<string, unknown>, settings?: Record<string, unknown>) => ({
    ...drawGraph([
      { id: "start", type: "cart-abandoned", config: { idle: { amount: 1, unit: "hours" } } },
      { id: "wait", type: "delay", config: { duration: { value: 30, unit: "days" } } },
      { id: "mail", type: "send-email", config: { idle: { amount: 1, unit: "hours" } } },
      {
        id: "step",
        type,
        config: JSON.parse(JSON.stringify(config).replaceAll('"TEXT"', JSON.stringify(TEXT))),
      },
    ]),
    ...(settings ? { settings } : {}),
  });

  it.each(STEPS)(
    "%s is shown as one person gets it, with what they have not, and not sent",
    async (...step) => {
      const [type, channel, config] = step;
      const asked = { id: workflowId, nodeId: "step", person: await idOf("ana") };
      const shown = await as("editor").previewStep({ ...asked, graph: draw(type, config) });
      expect(shown).toMatchObject({
        message: { channel, body: expect.stringContaining("Hi you, 1 in your cart") },
        notes: [],
      });
      expect(shown.at).toBe(rig.clock.now());
      expect(shown.missing.map(({ path }) => path)).toContain("profile.firstName");
      expect(await rig.messages()).toEqual([]);
    },
  );

  it("says why somebody would not get it", async () => {
    const [type, , config] = STEPS[0]!;
    const asked = { id: workflowId, nodeId: "step" };
    const nobody = { ...asked, graph: draw(type, config), person: await idOf("bo") };
    const unreachable = await as("editor").previewStep(nobody);
    expect(unreachable).toMatchObject({ message: null, at: null });
    expect(unreachable.notes.map((note) => word(note)).join()).toMatch(/phone/i);
    const left = await as("editor").previewStep({
      ...asked,
      graph: draw(type, config, { exitCondition: isLoud }),
      person: await idOf("ana"),
    });
    expect(left.message).toBeNull();
    expect(left.notes.map((note) => word(note))).toEqual([expect.stringMatching(/leav|left/i)]);
  });

  it("is shown as it stands on the screen only to those who may write it", async () => {
    const [type, , config] = STEPS[0]!;
    const asked = { id: workflowId, nodeId: "step", person: await idOf("ana") };
    const own = as("viewer").previewStep({ ...asked, graph: draw(type, config) });
    await expect(own).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(as("viewer").previewStep(asked)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const wait = { ...asked, nodeId: "wait", graph: draw(type, config) };
    await expect(as("editor").previewStep(wait)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
