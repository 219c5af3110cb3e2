import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { rollUp } from "#server/analytics/roll/roll-up.ts";
import { run } from "#server/database/database.ts";
import { insertEvent } from "#server/store/events.ts";
import { insertInteractions } from "#server/store/interactions.ts";
import { publishDraft } from "#server/store/workflows.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, emailContent, HOUR_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { HOLDOUT_ARM } from "#workflows/flow/split.ts";
import { readWorkflowResults } from "./workflow-results.ts";

eachDatabase("the results of a workflow", (open) => {
  let rig: StoreRig;
  let ids: { workflowId: number; versionId: number };
  let people = 0;
  beforeEach(async () => {
    rig = new StoreRig(open());
    ids = await rig.workflow();
  });

  const results = (changes: Partial<Parameters<typeof readWorkflowResults>[1]> = {}) =>
    readWorkflowResults(open(), {
      ...{
        workflowId: ids.workflowId,
        from: NOW - 10 * DAY_MS,
        until: NOW + 5 * DAY_MS,
        now: NOW + 5 * DAY_MS,
      },
      ...{ period: "day" as const, zone: "UTC", weekStart: 1 as const, currency: "EUR" },
      ...{ orderWindowMs: 5 * DAY_MS, holdoutWindowMs: 7 * DAY_MS },
      ...changes,
    });

  /** Somebody who entered, with whatever else is said of their run. */
  async function entered(
    changes: Record<string, unknown> = {},
  ): Promise<{ runId: number; profileId: number }> {
    const profileId = (await rig.profile({ externalId: `p${people++}` })).id;
    const row = await rig.run({ ...ids, profileId });
    const { runs } = rig.db.tables;
    if (Object.keys(changes).length > 0)
      await rig.do((tx) => run(tx.query.update(runs).set(changes).where(eq(runs.id, row.id))));
    return { runId: row.id, profileId };
  }
  async function sent(
    { runId, profileId }: { runId: number; profileId: number },
    at: number,
    changes: Record<string, unknown> = {},
  ): Promise<number> {
    const { messages } = rig.db.tables;
    const fields = {
      key: `m${runId}-${at}`,
      workflowId: ids.workflowId,
      runId,
      nodeId: "hello",
      createdAt: at,
    };
    const id = (await rig.message(profileId, fields))!;
    const end = { status: "sent" as const, handedAt: at, dueAt: null, ...changes };
    await rig.do((tx) => run(tx.query.update(messages).set(end).where(eq(messages.id, id))));
    return id;
  }
  const order = (profileId: number, at: number, properties: Record<string, unknown> = {}) =>
    rig.do(() => insertEvent({ profileId, name: "Order Completed", at, receivedAt: at, properties }));

  it("count who entered, was reached and converted, by the day on which they entered", async () => {
    await entered({ startedAt: NOW - 11 * DAY_MS, convertedAt: NOW });
    const ana = await entered({ startedAt: NOW - DAY_MS, convertedAt: NOW });
    await sent(ana, NOW - DAY_MS);
    await sent(ana, NOW - DAY_MS + 1);
    await entered({ startedAt: NOW, endCode: "split.holdout" });
    const cem = await entered({ startedAt: NOW });
    await sent(cem, NOW, { status: "skipped" });
    await sent(cem, NOW + 1, { channel: "webhook", nodeId: "tell" });
    const { total, series, messages } = await results();
    expect(total).toMatchObject({ entered: 3, heldOut: 1, reached: 1, converted: 1 });
    const days = series.filter((day) => day.entered > 0);
    expect(series).toHaveLength(16);
    expect(days).toMatchObject([
      { start: Date.UTC(2026, 2, 9), entered: 1, converted: 1, reached: 1 },
      { start: Date.UTC(2026, 2, 10), entered: 2, converted: 0, reached: 0 },
    ]);
    expect(messages).toMatchObject([{ nodeId: "hello", channel: "email", people: 1, sent: 2 }]);
    expect((await results({ workflowId: ids.workflowId + 1 })).total.entered).toBe(0);
  });

  it("tell weeks by the day that they begin with, in the shop's zone", async () => {
    // In Auckland it is Wednesday already.
    await entered({ startedAt: Date.UTC(2026, 2, 10, 12) });
    const monday = await results({ period: "week", zone: "Pacific/Auckland" });
    expect(monday.series.find((week) => week.entered === 1)?.start).toBe(Date.UTC(2026, 2, 8, 11));
    const sunday = await results({ period: "week", zone: "Pacific/Auckland", weekStart: 7 });
    expect(sunday.series.find((week) => week.entered === 1)?.start).toBe(Date.UTC(2026, 2, 7, 11));
    expect(sunday.total.entered).toBe(1);
  });

  it("are the same whether orders are events, rolled up, or all that is left of them", async () => {
    const ana = await entered();
    const held = await entered();
    await sent(ana, NOW);
    await order(ana.profileId, NOW + HOUR_MS, { order_id: 7, revenue: 10.1 });
    await order(ana.profileId, NOW + 2 * HOUR_MS, { order_id: 7, revenue: 12 });
    await order(ana.profileId, NOW + 3 * HOUR_MS, { total: "4.40", currency: "eur" });
    await order(ana.profileId, NOW + 3 * HOUR_MS, { revenue: 9, currency: "USD" });
    await rig.do((tx) =>
      run(
        tx.query.insert(tx.tables.assignments).values(
          [ana.profileId, held.profileId].map((profileId, index) => ({
            ...{ workflowId: ids.workflowId, nodeId: "lot", profileId, at: NOW },
            arm: index === 0 ? "a" : HOLDOUT_ARM,
          })),
        ),
      ),
    );
    const told = await results();
    expect(told.total).toMatchObject({ orders: 3, revenue: 14.5 });
    expect(told.inOtherCurrencies).toBe(1);
    expect(told.holdouts[0]?.went).toMatchObject({ people: 1, buyers: 1, revenue: 14.5 });
    const roll = { limit: 3, receivedBy: NOW + DAY_MS };
    await rig.do((tx) => rollUp(tx, roll));
    expect(await results()).toEqual(told);
    await rig.do((tx) => rollUp(tx, roll));
    await open().query.delete(open().tables.events);
    expect(await results()).toEqual(told);
  });

  it("give an order to the message, or the click, that was last before it, once", async () => {
    const ana = await entered();
    await sent(ana, NOW);
    const second = await sent(ana, NOW + HOUR_MS, { nodeId: "again" });
    await order(ana.profileId, NOW + 2 * HOUR_MS, { order_id: 1, revenue: 10.1 });
    await order(ana.profileId, NOW + 3 * HOUR_MS, { order_id: 1, revenue: 10.1 });
    await order(ana.profileId, NOW - 1, { revenue: 1_000 });
    await order(ana.profileId, NOW + 9 * DAY_MS, { revenue: 7 });
    await rig.do((tx) =>
      insertInteractions(tx, [
        {
          messageId: second,
          profileId: ana.profileId,
          kind: "clicked",
          machine: false,
          url: "https://a.example/",
          at: NOW + 5 * DAY_MS,
        },
        {
          messageId: second,
          profileId: ana.profileId,
          kind: "opened",
          machine: true,
          url: null,
          at: NOW + 1,
        },
      ]),
    );
    await order(ana.profileId, NOW + 8 * DAY_MS, { revenue: "5.20", currency: "eur" });
    await order(ana.profileId, NOW + 8 * DAY_MS, { revenue: 99, currency: "USD" });
    const { total, messages, versions, inOtherCurrencies } = await results();
    expect(total).toMatchObject({ orders: 4, revenue: 22.3 });
    expect(inOtherCurrencies).toBe(1);
    const of = (nodeId: string) => messages.find((step) => step.nodeId === nodeId);
    expect(of("hello")).toMatchObject({ orders: 0, revenue: 0 });
    expect(of("again")).toMatchObject({ orders: 4, revenue: 22.3, opened: 0, clicked: 1 });
    expect(versions).toMatchObject([{ versionId: ids.versionId, number: 1, entered: 1, orders: 4 }]);
  });

  it("leave out orders after what went to nobody, or to the team", async () => {
    const team = { ...emailContent, team: ["owner@shop.example"] };
    for (const changes of [{ captured: true }, { content: team, nodeId: "tell" }, { status: "failed" }]) {
      const person = await entered();
      await sent(person, NOW, changes);
      await order(person.profileId, NOW + 1, { revenue: 5 });
    }
    const { total, messages } = await results();
    expect(total).toMatchObject({ entered: 3, reached: 1, orders: 0 });
    expect(messages).toMatchObject([{ nodeId: "hello", sent: 1, captured: 1 }]);
  });

  it("tell versions apart", async () => {
    await entered();
    const republished = await rig.do((tx) =>
      publishDraft(tx, ids.workflowId, { revision: 1, by: "test", backfill: null }, NOW),
    );
    ids = { ...ids, versionId: republished!.versionId };
    await entered();
    await entered();
    expect((await results()).versions.map(({ number, entered }) => [number, entered])).toEqual([
      [2, 2],
      [1, 1],
    ]);
  });

  it("compare with who was held out, whoever wrote to them, from their lot on", async () => {
    const { assignments } = rig.db.tables;
    const drawn = async (arm: string, at: number, changes: Record<string, unknown> = {}) => {
      const person = await entered(changes);
      const row = { workflowId: ids.workflowId, nodeId: "split", profileId: person.profileId, arm, at };
      await rig.db.query.insert(assignments).values(row);
      return person;
    };
    const ana = await drawn("a", NOW, { convertedAt: NOW + 1 });
    const ben = await drawn("b", NOW, { convertedAt: NOW - 1 });
    const cem = await drawn("holdout", NOW);
    await drawn("holdout", NOW - 11 * DAY_MS, { convertedAt: NOW });
    await order(ana.profileId, NOW + DAY_MS, { revenue: 20, order_id: "x" });
    await order(ana.profileId, NOW + DAY_MS, { revenue: 20, order_id: "x" });
    await order(ben.profileId, NOW - 1, { revenue: 30 });
    await order(cem.profileId, NOW + 6 * DAY_MS, { revenue: 8 });
    await order(cem.profileId, NOW + 7 * DAY_MS, { revenue: 80 });
    const [holdout, ...others] = (await results()).holdouts;
    expect(others).toEqual([]);
    expect(holdout).toMatchObject({
      nodeId: "split",
      went: { people: 2, converted: 1, buyers: 1, revenue: 20 },
      heldOut: { people: 1, converted: 0, buyers: 1, revenue: 8 },
      converted: { value: 0.5 },
      buyers: { value: -0.5 },
      revenue: null,
    });
  });
});
