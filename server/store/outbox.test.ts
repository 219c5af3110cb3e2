import { and, isNull } from "drizzle-orm";
import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { HOUR_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { dueMessages, nextMessageAt } from "./due-messages.ts";
import { findMessage, insertDelivery } from "./messages.ts";
import { endMessage, handOverMessage, orphanedMessages, requeueMessage } from "./outbox.ts";

const byEmail = { channel: "email" as const, limit: 9 };

eachDatabase("messages in the outbox", (open) => {
  it("exist once for each key, and are handed over once", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile();
    const ids = await Promise.all(Array.from({ length: 5 }, () => rig.message(profileId, { key: "k" })));
    const [id, ...others] = ids.filter((made) => made !== null);
    expect(others).toEqual([]);
    const handed = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        rig.do(() => handOverMessage(id!, { process: `process-${index}`, counts: true }, NOW)),
      ),
    );
    expect(handed.filter(Boolean)).toHaveLength(1);
    expect(await rig.do(() => findMessage(id!))).toMatchObject({
      status: "handed",
      attempts: 1,
      dueAt: null,
    });
    // What was handed over is nobody's to take again.
    expect(await rig.do((tx) => dueMessages(tx, null, { ...byEmail, now: NOW + HOUR_MS }))).toEqual([]);
    await rig.do((tx) =>
      requeueMessage(tx, id!, { dueAt: NOW + HOUR_MS, reasonCode: "email.deferred", reasonValues: {} }),
    );
    expect(await rig.do((tx) => dueMessages(tx, null, { ...byEmail, now: NOW + HOUR_MS - 1 }))).toEqual([]);
    expect(await rig.do((tx) => nextMessageAt(tx, null, byEmail))).toBe(NOW + HOUR_MS);
    expect(
      await rig.do(() => handOverMessage(id!, { process: "process-9", counts: true }, NOW + HOUR_MS)),
    ).toBe(true);
    expect(await rig.do(() => findMessage(id!))).toMatchObject({ attempts: 2, handedBy: "process-9" });
  });

  it("keep what they have when their end says nothing of it, and hold null for nothing", async () => {
    const db = open();
    const rig = new StoreRig(db);
    const { id: profileId } = await rig.profile();
    const id = (await rig.message(profileId, { key: "k" }))!;
    const end = { status: "sent" as const, reasonCode: null, reasonValues: null };
    const emptyOnes = () =>
      db.query
        .select({ id: db.tables.messages.id })
        .from(db.tables.messages)
        .where(and(isNull(db.tables.messages.rendered), isNull(db.tables.messages.reasonValues)));
    await rig.do(() => endMessage(id, end, NOW));
    expect(await emptyOnes()).toEqual([{ id }]);

    const rendered = { channel: "sms" as const, from: "", to: "+15551230000", body: "Hi" };
    await rig.do(() => endMessage(id, { ...end, captured: true, rendered }, NOW));
    await rig.do(() => endMessage(id, { ...end, status: "unknown", reasonCode: "email.broken" }, NOW));
    expect(await rig.do(() => findMessage(id))).toMatchObject({
      status: "unknown",
      captured: true,
      rendered,
    });

    const attempt = { messageId: id, attempt: 1, at: NOW, outcome: "sent", code: null, values: null };
    await rig.do(() => insertDelivery(attempt));
    const { deliveries } = db.tables;
    expect(await db.query.select().from(deliveries).where(isNull(deliveries.values))).toHaveLength(1);
  });

  it("are found by their workflow, or by having none", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile();
    const { workflowId } = await rig.workflow();
    await rig.message(profileId, { key: "own", createdAt: NOW + 1 });
    await rig.message(profileId, { key: "workflow", workflowId });
    const keys = async (of: number | null) =>
      (await rig.do((tx) => dueMessages(tx, of, { ...byEmail, now: NOW + 1 }))).map(
        ({ message }) => message.key,
      );
    expect(await keys(workflowId)).toEqual(["workflow"]);
    expect(await keys(null)).toEqual(["own"]);
    expect(await rig.do((tx) => nextMessageAt(tx, null, byEmail))).toBe(NOW + 1);
  });

  it("of a dead process are found by the time that has passed", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile();
    for (const [key, process, at] of [
      ["mine", "living", NOW],
      ["fresh", "dead", NOW + HOUR_MS],
      ["old", "dead", NOW],
    ] as const) {
      const id = await rig.message(profileId, { key });
      await rig.do(() => handOverMessage(id!, { process: process, counts: true }, at));
    }
    const found = await rig.do((tx) =>
      orphanedMessages(tx, { livingProcess: "living", handedBefore: NOW + HOUR_MS }, 9),
    );
    expect(found.map(({ key }) => key)).toEqual(["old"]);
  });
});
