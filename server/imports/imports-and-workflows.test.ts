import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS } from "#server/testing/engine-rig.ts";
import { ImportRig } from "#server/testing/import-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

eachDatabase("what is imported and workflows", (open) => {
  it("stores events as history: once, at their own time, starting nothing", async () => {
    const rig = new ImportRig(open());
    await rig.engine.publish(welcome("Order Completed"));
    const text = [
      "email,event,timestamp,order id,total,event id",
      "a@example.com,Order Completed,2026-03-10T09:59:00Z,o1,12.5,e1",
      "a@example.com,Order Completed,2026-03-10T09:59:00Z,o1,12.5,e1",
      "a@example.com,Order Completed,,o2,1,e2",
      "a@example.com,Order Completed,1767225600,o3,1,e3",
    ].join("\n");
    const id = await rig.upload("events", "orders.csv", text);
    const { plan } = await rig.check(id);
    expect(plan.check).toMatchObject({ created: 2, unchanged: 1, rejected: 1, reasons: { "no-time": 1 } });
    expect(await rig.run(id)).toMatchObject({ created: 2, unchanged: 1, rejected: 1 });
    const again = await rig.run(await rig.upload("events", "orders.csv", text));
    expect(again).toMatchObject({ created: 0, unchanged: 3, rejected: 1 });
    expect(await rig.events()).toEqual([
      { at: Date.UTC(2026, 2, 10, 9, 59), properties: { "order id": "o1", total: 12.5 } },
      { at: Date.UTC(2026, 0, 1), properties: { "order id": "o3", total: 1 } },
    ]);
    expect(await rig.engine.runs()).toEqual([]);
  });

  it("starts runs for recent events where the owner says so, and none for old ones", async () => {
    const rig = new ImportRig(open());
    await rig.engine.publish(welcome("Order Completed"));
    const text =
      "email,event,timestamp\na@example.com,Order Completed,2026-03-10T09:00:00Z\nb@example.com,Order Completed,2025-01-01\n";
    const id = await rig.upload("events", "orders.csv", text);
    await rig.setPlan(id, { startsWorkflows: true });
    expect(await rig.run(id)).toMatchObject({ created: 2 });
    expect(await rig.engine.runs()).toHaveLength(1);
    expect(await rig.engine.history()).toContain("trigger.too-old");
  });

  it("starts runs for changed profiles only where the owner says so", async () => {
    const rig = new ImportRig(open());
    await rig.profile({ email: "a@example.com", attributes: { Plan: "free" } });
    await rig.engine.publish(
      drawGraph([
        { id: "start", type: "attribute-changed", config: { attribute: "Plan", operator: "any", value: "" } },
        { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
      ]),
    );
    await rig.run(await rig.upload("profiles", "a.csv", "Email,Plan\na@example.com,pro\n"));
    expect(await rig.engine.runs()).toEqual([]);
    const id = await rig.upload(
      "profiles",
      "a.csv",
      "Email,Plan,Status\na@example.com,gold,unsubscribed\nnew@example.com,gold,\n",
    );
    await rig.setPlan(id, { startsWorkflows: true });
    expect(await rig.run(id)).toMatchObject({ created: 1, updated: 1 });
    expect(await rig.engine.runs()).toHaveLength(2);
    expect(await rig.consents()).toEqual({ "a@example.com": "withdrawn" });
  });

  it("moves a running timer of inactivity with a newer event, and sets none for others", async () => {
    const rig = new ImportRig(open());
    await rig.engine.publish(
      drawGraph([
        {
          id: "start",
          type: "inactivity",
          config: { event: "Order Completed", days: 30 },
        },
        { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
      ]),
    );
    await rig.engine.accept({ ...rig.engine.event("c1", "Order Completed", {}, rig.now - 20 * DAY_MS) });
    const [before] = await rig.timers();
    const day = (days: number) => new Date(rig.now - days * DAY_MS).toISOString();
    const text = `Customer ID,event,timestamp\nc1,Order Completed,${day(5)}\nc2,Order Completed,${day(5)}\n`;
    await rig.run(await rig.upload("events", "orders.csv", text));
    const [after, ...others] = await rig.timers();
    expect(after!.dueAt - before!.dueAt).toBe(15 * DAY_MS);
    expect(others).toEqual([]);
  });
});

function welcome(event: string) {
  return drawGraph([
    { id: "start", type: "event", config: { event } },
    { id: "wait", type: "delay", config: { duration: { amount: 1, unit: "days" } } },
  ]);
}
