import { expect, it } from "vitest";
import { EVENT_KEYS_KEPT_MS } from "#server/engine/housekeeping.ts";
import { forgetMessageIds } from "#server/store/events.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { ImportRig } from "#server/testing/import-rig.ts";

const HEAD = "email,event,timestamp,total";
const order = (email: string, total: number) => `${email},Order Completed,2026-03-01T10:00:00Z,${total}`;

eachDatabase("events of files that come again", (open) => {
  it.each([false, true])(
    "are known after their keys are forgotten (may start workflows: %s)",
    async (news) => {
      const rig = new ImportRig(open());
      const text = [HEAD, order("a@example.com", 5), order("a@example.com", 5), order("b@example.com", 7)];
      const take = (rows: string[]) => takeIn(rig, rows.join("\n"), news);
      expect(await take(text)).toMatchObject({ created: 3, unchanged: 0 });
      await forgetKeys(rig);
      // In another order of columns it says the same.
      const turned = text.map((line) => line.split(",").reverse().join(","));
      expect(await take(turned)).toMatchObject({ created: 0, unchanged: 3 });
      await forgetKeys(rig);
      expect(await take([...text, order("a@example.com", 5), order("b@example.com", 8)])).toMatchObject({
        ...{ created: 2, unchanged: 3 },
      });
      expect(await rig.events()).toHaveLength(5);
    },
  );

  it("with numbers of their own are known too, and never taken for newer ones with other numbers", async () => {
    const rig = new ImportRig(open());
    const text = (...ids: string[]) =>
      [`${HEAD},event id`, ...ids.map((id) => `${order("a@example.com", 5)},${id}`)].join("\n");
    expect(await takeIn(rig, text("e1", "e2", "e1"))).toMatchObject({ created: 2, unchanged: 1 });
    expect(await takeIn(rig, text("e3", "e1"))).toMatchObject({ created: 1, unchanged: 1 });
    await forgetKeys(rig);
    expect(await takeIn(rig, text("e1", "e2", "e1", "e3"))).toMatchObject({ created: 0, unchanged: 4 });
    expect(await rig.events()).toHaveLength(3);
  });

  it("can be taken in again as what they are, after they were mapped wrongly", async () => {
    const rig = new ImportRig(open());
    const text = "email,timestamp,total\na@example.com,2026-03-01,5\na@example.com,2026-03-01,5\n";
    const take = async (eventName: string) => {
      const id = await rig.upload("events", "orders.csv", text);
      await rig.setPlan(id, { eventName });
      const { check } = (await rig.check(id)).plan;
      const { created, unchanged } = await rig.run(id);
      expect(check).toMatchObject({ created, unchanged });
      return { created, unchanged };
    };
    expect(await take("Ordr Completed")).toEqual({ created: 2, unchanged: 0 });
    expect(await take("Order Completed")).toEqual({ created: 2, unchanged: 0 });
    expect(await take("Order Completed")).toEqual({ created: 0, unchanged: 2 });
  });
});

async function takeIn(rig: ImportRig, text: string, startsWorkflows = false) {
  const id = await rig.upload("events", "orders.csv", text);
  await rig.setPlan(id, { startsWorkflows });
  const { check } = (await rig.check(id)).plan;
  const { created, unchanged } = await rig.run(id);
  expect(check).toMatchObject({ created, unchanged });
  return { created, unchanged };
}

/** What the housekeeping does after a week. */
async function forgetKeys(rig: ImportRig): Promise<void> {
  rig.engine.clock.advance(EVENT_KEYS_KEPT_MS + 1);
  await rig.db.transaction(() => forgetMessageIds(rig.now - EVENT_KEYS_KEPT_MS, 1_000));
}
