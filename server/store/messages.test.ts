import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { insertInteractions } from "./interactions.ts";
import {
  countSentSince,
  findMessageWithDeliveries,
  listMessages,
  type MessageDone,
} from "./message-lists.ts";
import { insertDelivery } from "./messages.ts";
import { endMessage } from "./outbox.ts";

eachDatabase("messages", (open) => {
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
    await rig.do(() => insertDelivery(delivery));
    const rendered = { channel: "web-push" as const, title: "T", body: "B", url: "" };
    const end = { status: "sent" as const, reasonCode: null, reasonValues: null, captured: true, rendered };
    await rig.do(() => endMessage(sent!, end, NOW + 1));
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

  it("are listed by what people did with them, machines left out", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile({ name: "Ana" });
    const ids = new Map<string, number>();
    for (const key of ["opened", "clicked", "scanned", "shown", "left", "waiting", "text"]) {
      // Of a text message nobody knows what was done with it.
      const id = (await rig.message(profileId, { key, channel: key === "text" ? "sms" : "email" }))!;
      ids.set(key, id);
      const end = { status: "sent" as const, reasonCode: null, reasonValues: null, rendered: null };
      if (key !== "waiting") await rig.do(() => endMessage(id, end, NOW));
    }
    const of = { profileId, url: null, at: NOW, machine: false };
    await rig.do((tx) =>
      insertInteractions(tx, [
        { ...of, messageId: ids.get("opened")!, kind: "opened" },
        { ...of, messageId: ids.get("opened")!, kind: "opened" },
        { ...of, messageId: ids.get("clicked")!, kind: "opened" },
        { ...of, messageId: ids.get("clicked")!, kind: "clicked" },
        { ...of, messageId: ids.get("scanned")!, kind: "clicked", machine: true },
        { ...of, messageId: ids.get("shown")!, kind: "shown" },
      ]),
    );
    const keys = async (done: MessageDone) => {
      const page = await listMessages(open(), { status: null, channel: null, done, cursor: null, limit: 9 });
      return page.messages.map(({ message }) => message.key);
    };
    expect(await keys("opened")).toEqual(["shown", "clicked", "opened"]);
    expect(await keys("clicked")).toEqual(["clicked"]);
    expect(await keys("neither")).toEqual(["left", "scanned"]);
  });
});
