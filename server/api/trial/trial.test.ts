import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { Database } from "#server/database/database.ts";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { readEnv } from "#server/env.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { setConsent } from "#server/store/consents.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, EngineRig } from "#server/testing/engine-rig.ts";
import type { Graph } from "#workflows/graph.ts";
import { inventedSamples, type SampleId } from "#workflows/invented-samples.ts";
import { word } from "#workflows/phrase.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import type { trial } from "#workflows/trial.ts";
import { workflowsRouter } from "../workflows.ts";

const hasOrdered = { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 30 };
const email = (id: string, to?: Record<string, string>) => ({
  ...{ id, type: "send-email", config: { subject: "Hi {{ profile.name | default: 'you' }}", body: "There" } },
  ...(to ? { to } : {}),
});
const wait = (id: string, amount: number) => ({
  ...{ id, type: "delay", config: { duration: { amount, unit: "days" } } },
});
const branch = {
  id: "branch",
  type: "branch",
  config: { paths: [{ id: "yes", label: "Has ordered", condition: hasOrdered }] },
  to: { yes: "thanks" },
};
const signup = { id: "start", type: "signup", config: {} };
/** Sign-up, an email, 30 days, and an email for whoever has ordered meanwhile. */
const month = drawGraph([
  { id: "start", type: "signup", config: {} },
  email("welcome"),
  wait("wait", 30),
  branch,
  email("thanks"),
]);
const cart = drawGraph([
  { id: "start", type: "cart-abandoned", config: { idle: { amount: 1, unit: "hours" } } },
  {
    id: "mail",
    type: "send-email",
    config: { subject: "{{ cart.items[0].name }}: {{ cart.total }}", body: "There" },
  },
]);

eachDatabase("a workflow that is tried", (open) => {
  let rig: EngineRig;
  let senders: SenderPool;
  let id: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    senders = new SenderPool(pino({ level: "silent" }));
    await rig.engine.start();
    id = await rig.publish(month);
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.engine.stop();
  });
  afterEach(() => senders.close());

  function simulate(input: Partial<z.input<typeof trial>> & { graph?: Graph }) {
    const { db, engine, clock, keys } = rig;
    const services = { db, engine, clock, keys, senders, env: readEnv({}), reads: directReads(db) };
    const person = { id: "1", name: "Eve", email: "eve@example.com", role: "editor" as const };
    const caller = workflowsRouter.createCaller({ services: services as unknown as Services, person });
    return caller.simulate({ id, person: { kind: "invented", person: sample("new") }, ...input });
  }
  const sample = (name: SampleId) => inventedSamples.find((one) => one.id === name)!.person;
  const tried = (name: SampleId, graph: Graph, rest: object = {}) =>
    simulate({ person: { kind: "invented", person: sample(name) }, graph, ...rest });
  const stored = async () => ({ kind: "stored" as const, profileId: (await rig.profile("ana")).id });

  it("writes nothing at all, whoever it is tried with and whatever happens meanwhile", async () => {
    const before = await everything(open());
    const order = { name: "Order Completed", at: rig.clock.now() + DAY_MS, properties: { total: 3 } };
    for (const { person } of inventedSamples)
      await simulate({ person: { kind: "invented", person }, graph: month, events: [order] });
    await simulate({ person: await stored(), graph: month, events: [order] });
    const start = { cart: [{ name: "Tea", price: 3, quantity: 2 }] };
    await simulate({ person: await stored(), graph: cart, start });
    expect(await everything(open())).toEqual(before);
    expect(rig.sent).toEqual([]);
  });

  it("runs thirty days to the end for somebody who does not exist", async () => {
    const { steps, end, startAt } = await tried("new", month);
    expect(end).toMatchObject({ status: "finished", at: startAt + 30 * DAY_MS });
    const messages = steps.filter(({ kind }) => kind === "message");
    expect(messages).toMatchObject([{ message: { subject: "Hi Nora New", to: "somebody@example.com" } }]);
    const choice = steps.find(({ why }) => why?.kind === "paths");
    expect(choice?.why).toMatchObject({
      paths: [{ label: "Has ordered", verdict: { holds: false, seen: { kind: "count", count: 0 } } }],
    });
  });

  it("counts what happens on the clock, and forgets what is too long ago", async () => {
    const { startAt } = await tried("new", month);
    const order = (days: number) => ({
      name: "Order Completed",
      at: startAt + days * DAY_MS,
      properties: {},
    });
    const sentAfter = async (days: number) =>
      (await tried("new", month, { startedAt: startAt, events: [order(days)] })).steps.filter(
        ({ kind }) => kind === "message",
      ).length;
    expect(await sentAfter(2)).toBe(2);
    const regular = await tried("regular", month);
    expect(regular.steps.find(({ why }) => why)?.why).toMatchObject({
      paths: [{ verdict: { holds: false, seen: { count: 0 } } }],
    });
  });

  it("says why nothing reaches somebody who cannot be reached", async () => {
    const { steps, end } = await tried("nowhere", month);
    expect(steps.filter(({ kind }) => kind === "message")).toEqual([]);
    expect(end?.status).toBe("finished");
  });

  it("begins where the person lives, at the date and time that were chosen", async () => {
    const { startAt, profile } = await tried("elsewhere", month, { start: { at: "2026-07-01T03:00" } });
    expect(profile.zone).toBe("Pacific/Auckland");
    expect(new Date(startAt).toISOString()).toBe("2026-06-30T15:00:00.000Z");
  });

  it("uses the cart that was filled for it, and the date that was chosen", async () => {
    const start = { cart: [{ name: "Tea", price: 3, quantity: 2 }] };
    const { steps } = await tried("new", cart, { start });
    expect(steps.find(({ kind }) => kind === "message")).toMatchObject({ message: { subject: "Tea: 6" } });
    const birthday = drawGraph([
      {
        id: "start",
        type: "date-attribute",
        config: { attribute: "birthday", time: "09:00", offsetDays: -7 },
      },
      email("mail"),
    ]);
    const { startAt } = await tried("elsewhere", birthday, { start: { date: "2027-05-31" } });
    expect(new Date(startAt).toISOString()).toBe("2027-05-23T21:00:00.000Z");
  });

  it("does not begin with an event that the trigger would not take", async () => {
    const dear = drawGraph([
      {
        id: "start",
        type: "event",
        config: { event: "Viewed", where: [{ property: "price", operator: "greater", value: 50 }] },
      },
      email("mail"),
    ]);
    const cheap = await tried("new", dear, { start: { properties: { price: 3 } } });
    expect(cheap).toMatchObject({ starts: false, steps: [], end: null });
    expect(await tried("new", dear, { start: { properties: { price: 80 } } })).toMatchObject({
      starts: true,
      end: { status: "finished" },
    });
  });

  it("keeps to the shop's limits with what the run itself has sent", async () => {
    const person = await stored();
    const granted = { ...person, channel: "email" as const, topic: "marketing", state: "granted" as const };
    const { profileId } = person;
    await open().transaction(() => setConsent({ ...granted, profileId, source: "api", at: 1 }));
    const limited = {
      ...drawGraph([{ id: "start", type: "signup", config: {} }, email("one"), email("two")]),
      settings: { caps: "own", capRules: [{ channel: "email", max: 1, per: "day" }], quietHours: "off" },
    };
    const { steps } = await simulate({ person, graph: limited });
    expect(steps.filter(({ sending }) => sending).map(({ kind }) => kind)).toEqual(["message", "skipped"]);
  });

  describe("with somebody who would not be let in", () => {
    const refusal = async (start: object = {}, settings: Graph["settings"] = {}) => {
      const graph = { ...drawGraph([signup, email("one")]), settings };
      return (await simulate({ person: await stored(), graph, start })).refusal;
    };
    const again = (settings: Graph["settings"]) => refusal({}, settings);

    it("says so, with when they entered last, and shows the run all the same", async () => {
      await rig.engine.start();
      await rig.track("ana", "Signed Up");
      await rig.engine.stop();
      const history = await rig.history();
      const startAt = rig.clock.now();
      const once = await simulate({ person: await stored(), graph: month });
      expect(once).toMatchObject({ starts: true, refusal: { text: expect.anything(), lastAt: startAt } });
      expect(once.steps.length).toBeGreaterThan(3);
      expect(word((await again({}))!.text)).toContain("takes each person only once");
      const days = { reentry: "after-days", reentryDays: 30, whenInside: "parallel" };
      expect(word((await again(days))!.text)).toContain("30 days have not passed");
      const inside = { reentry: "after-exit" };
      expect(word((await again(inside))!.text)).toContain("is in this workflow already");
      expect(await again({ ...inside, whenInside: "restart" })).toBeNull();
      expect(await refusal({ at: "2026-07-01T09:00" }, days)).toBeNull();
      expect(await rig.history()).toEqual(history);
    });

    it("looks at the workflow's own dates and values, also for somebody invented", async () => {
      const graph = (settings: Graph["settings"]) => ({ ...drawGraph([signup, email("one")]), settings });
      const over = await tried("new", graph({ endsAt: "2020-01-01T00:00" }));
      expect(word(over.refusal!.text)).toContain("the workflow ended on 2020-01-01");
      const perOrder = graph({ reentry: "per-key", reentryKey: "event.order_id" });
      expect(word((await tried("new", perOrder)).refusal!.text)).toContain("there is no “event.order_id”");
      expect((await tried("new", perOrder, { start: { properties: { order_id: "7" } } })).refusal).toBeNull();
      expect((await tried("new", month)).refusal).toBeNull();
      expect((await tried("new", cart)).refusal).toBeNull();
    });
  });

  it("lets a step fail, changes the person meanwhile, and answers for a webhook", async () => {
    const call = {
      ...{ id: "call", type: "call-webhook" },
      config: { url: "https://example.com/points", answerName: "points" },
    };
    const told = {
      ...{ id: "told", type: "send-email" },
      config: { subject: "{{ webhooks.points.body.total }} in {{ profile.city }}", body: "There" },
    };
    const graph = drawGraph([signup, email("welcome"), call, wait("wait", 2), told]);
    const { steps, startAt } = await tried("new", graph, { failing: ["welcome"] });
    expect(steps.filter(({ kind }) => kind === "failed")).toMatchObject([
      { nodeId: "welcome", sending: { channel: "email" }, message: null },
    ]);
    const answered = await tried("new", graph, {
      startedAt: startAt,
      answers: { call: { total: 12 } },
      changes: [{ attribute: "city", value: "Porto", at: startAt + DAY_MS }],
    });
    expect(answered.steps.find(({ change }) => change)).toMatchObject({
      change: { attribute: "city", value: "Porto" },
      at: startAt + DAY_MS,
    });
    const last = answered.steps.findLast(({ kind }) => kind === "message");
    expect(last).toMatchObject({ message: { subject: "12 in Porto" } });
    expect(answered.steps.find(({ nodeId, kind }) => nodeId === "call" && kind === "message")).toMatchObject({
      keepsAnswerAs: "points",
    });
  });

  describe("by somebody who sends it too much", () => {
    it("is refused", async () => {
      const properties = { text: "x".repeat(30_000) };
      await expect(tried("new", month, { start: { properties } })).rejects.toMatchObject({
        code: "BAD_REQUEST",
      });
      const event = { name: "Order Completed", at: 0, properties: {} };
      await expect(
        tried("new", month, { events: Array.from({ length: 51 }, () => event) }),
      ).rejects.toMatchObject({ code: "BAD_REQUEST" });
      const answers = { call: "x".repeat(70_000) };
      await expect(tried("new", month, { answers })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    });
  });
});

/** Every row of every table. */
async function everything({ query, tables }: Database): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const [name, table] of Object.entries(tables)) rows[name] = await query.select().from(table);
  return rows;
}
