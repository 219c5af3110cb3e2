import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { HOUR_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import { countSentSince, findMessageWithDeliveries, listMessages } from "./message-lists.ts";
import {
  dueMessages,
  endMessage,
  findMessage,
  handOverMessage,
  insertDelivery,
  nextMessageAt,
  orphanedMessages,
  requeueMessage,
} from "./messages.ts";

eachDatabase("messages", (open) => {
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
    expect(await rig.do(() => dueMessages(null, NOW + HOUR_MS, 9))).toEqual([]);
    await rig.do((tx) =>
      requeueMessage(tx, id!, { dueAt: NOW + HOUR_MS, reasonCode: "email.deferred", reasonValues: {} }),
    );
    expect(await rig.do(() => dueMessages(null, NOW + HOUR_MS - 1, 9))).toEqual([]);
    expect(await rig.do(() => nextMessageAt(null))).toBe(NOW + HOUR_MS);
    expect(
      await rig.do(() => handOverMessage(id!, { process: "process-9", counts: true }, NOW + HOUR_MS)),
    ).toBe(true);
    expect(await rig.do(() => findMessage(id!))).toMatchObject({ attempts: 2, handedBy: "process-9" });
  });

  it("are found by their workflow, or by having none", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile();
    const { workflowId } = await rig.workflow();
    await rig.message(profileId, { key: "own", createdAt: NOW + 1 });
    await rig.message(profileId, { key: "workflow", workflowId });
    const keys = async (of: number | null) =>
      (await rig.do(() => dueMessages(of, NOW + 1, 9))).map(({ message }) => message.key);
    expect(await keys(workflowId)).toEqual(["workflow"]);
    expect(await keys(null)).toEqual(["own"]);
    expect(await rig.do(() => nextMessageAt(null))).toBe(NOW + 1);
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

  it("are listed with what became of them", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile({ name: "Ana" });
    const sent = await rig.message(profileId, { key: "sent" });
    await rig.message(profileId, { key: "hook", channel: "webhook", endpoint: "https://example.com" });
    const delivery = {
      messageId: sent!,
      attempt: 1,
      at: NOW,
      outcome: "retry",
      code: "email.deferred",
      values: { answer: "ü" },
    };
    await rig.do((tx) => insertDelivery(tx, delivery));
    const rendered = { channel: "web-push" as const, title: "T", body: "B", url: "" };
    const end = { status: "sent" as const, reasonCode: null, reasonValues: null, captured: true, rendered };
    await rig.do((tx) => endMessage(tx, sent!, end, NOW + 1));
    const filter = { status: null, channel: null, cursor: null, limit: 1 };
    const first = await listMessages(open(), filter);
    expect(first.messages.map(({ message }) => message.key)).toEqual(["hook"]);
    const second = await listMessages(open(), { ...filter, cursor: first.nextCursor });
    expect(second).toMatchObject({
      nextCursor: null,
      messages: [{ profile: { name: "Ana" }, workflow: null }],
    });
    expect((await listMessages(open(), { ...filter, status: "sent" })).messages[0]).toMatchObject({
      message: { id: sent, captured: true, endedAt: NOW + 1 },
      subject: "T",
    });
    expect((await listMessages(open(), { ...filter, channel: "webhook" })).messages).toHaveLength(1);
    expect(await findMessageWithDeliveries(open(), sent!)).toMatchObject({
      rendered,
      deliveries: [delivery],
    });
    expect(await findMessageWithDeliveries(open(), sent! + 99)).toBeNull();
    expect([await countSentSince(open(), NOW), await countSentSince(open(), NOW + 1)]).toEqual([1, 0]);
  });
});
