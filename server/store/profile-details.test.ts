import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import type { Channel } from "#workflows/node.ts";
import { suppress } from "./consents.ts";
import { readProfileDetails } from "./profile-details.ts";

eachDatabase("which of somebody's addresses must not be written to", (open) => {
  const hashOf = (channel: Channel, address: string) => `${channel} ${address}`;
  const block = (rig: StoreRig, channel: Channel, address: string, reason: string) =>
    rig.do((tx) => suppress(tx, { channel, addressHash: hashOf(channel, address), reason, at: NOW }));

  it("is told of their email address and of their number, each by its own channel", async () => {
    const rig = new StoreRig(open());
    const { id } = await rig.profile({ email: "ana@example.com", phone: "+49 (170) 123 45-67" });
    const read = async () => (await readProfileDetails(rig.db, id, hashOf))?.suppressed;
    expect(await read()).toEqual([]);
    await block(rig, "email", "ana@example.com", "bounced");
    await block(rig, "sms", "+491701234567", "text.unsubscribed-by-text");
    await block(rig, "whatsapp", "+491700000000", "text.unsubscribed-by-text");
    const told = (await read())?.map(({ channel, reason }) => [channel, reason]);
    expect(told?.toSorted()).toEqual([
      ["email", "bounced"],
      ["sms", "text.unsubscribed-by-text"],
    ]);
  });

  it("is nobody's who has none", async () => {
    const rig = new StoreRig(open());
    const { id } = await rig.profile({ phone: "0170 1234567" });
    expect((await readProfileDetails(rig.db, id, hashOf))?.suppressed).toEqual([]);
  });
});
