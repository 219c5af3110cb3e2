import pino from "pino";
import { expect, it } from "vitest";
import { insertInteractions } from "#server/store/interactions.ts";
import { insertDelivery } from "#server/store/messages.ts";
import { endMessage } from "#server/store/outbox.ts";
import { type Retention, writeSetting } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { emailContent, inAppContent, pushContent } from "#server/testing/send-jobs.ts";
import { DAY_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { emailDesign } from "#workflows/email-design.ts";
import { Housekeeping } from "./housekeeping.ts";

eachDatabase("housekeeping of messages", (open) => {
  const housekeeping = () =>
    new Housekeeping({ db: open(), clock: { now: () => NOW }, log: pino({ level: "silent" }) });
  const keep = (retention: Partial<Retention>) =>
    open().transaction((tx) =>
      writeSetting(tx, "retention", {
        historyDays: 365,
        contentDays: 90,
        runDays: 365,
        eventDays: 0,
        ...retention,
      }),
    );

  it("leaves nothing of what old emails and pushes said, however they were made", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile();
    const createdAt = NOW - 200 * DAY_MS;
    const design = emailDesign.parse({ blocks: [{ id: "a", type: "heading", text: "secret" }] });
    const secret = "https://shop.example/secret";
    const email = { ...emailContent({ body: "" }), preview: "" };
    const push = pushContent({ body: "" });
    const contents: EffectContent[] = [
      { ...email, design },
      { ...email, code: "<p>secret</p>" },
      { ...email, text: "secret" },
      { ...email, buttonLabel: "secret", buttonUrl: secret },
      { ...push, url: secret },
      { ...push, buttons: [{ label: "secret", url: secret }] },
      { ...push, icon: secret, image: secret, replaces: "secret" },
    ];
    for (const status of ["skipped", "sent"] as const)
      for (const [index, content] of contents.entries()) {
        const { channel } = content;
        const key = `${status}-${index}`;
        const id = (await rig.message(profileId, { key, channel, content, data: {}, createdAt }))!;
        await rig.do(function* () {
          const attempt = {
            messageId: id,
            attempt: 1,
            at: createdAt,
            outcome: "sent",
            code: null,
            values: null,
          };
          if (status === "sent") yield* insertDelivery(attempt);
          yield* endMessage(id, { status, reasonCode: null, reasonValues: null }, createdAt);
        });
      }
    expect(await housekeeping().tidy()).toBe(2 * contents.length);
    const left = await rig.db.query.select().from(rig.db.tables.messages);
    expect(left).toHaveLength(2 * contents.length);
    expect(JSON.stringify(left)).not.toContain("secret");
    expect(left.map(({ content }) => ("title" in content ? content.title : "Hi"))).toEqual(
      left.map(() => "Hi"),
    );
    // What is empty is not written anew.
    expect(await housekeeping().tidy()).toBe(0);
  });

  it("keeps what the shop's pages still show, and leaves nothing of it once that is over for long", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile();
    const createdAt = NOW - 200 * DAY_MS;
    const show = async (untilAt: number) => {
      const content = inAppContent({ title: "Hi", body: "secret", url: "/secret" });
      const key = `in-app-${untilAt}`;
      const id = (await rig.message(profileId, { key, channel: "in-app", content, createdAt }))!;
      const { display, position, title, body, buttonLabel, url } = content;
      const rendered = {
        channel: "in-app" as const,
        display,
        position,
        title,
        body,
        buttonLabel,
        url,
        untilAt,
      };
      await rig.do(function* () {
        const attempt = { messageId: id, attempt: 1, at: createdAt };
        yield* insertDelivery({ ...attempt, outcome: "sent", code: null, values: null });
        yield* endMessage(id, { status: "sent", reasonCode: null, reasonValues: null, rendered }, createdAt);
      });
    };
    for (const days of [-91, -89, 1]) await show(NOW + days * DAY_MS);
    expect(await housekeeping().tidy()).toBe(1);
    const left = await rig.db.query.select().from(rig.db.tables.messages).orderBy(rig.db.tables.messages.id);
    expect(left.map(({ rendered }) => rendered !== null)).toEqual([false, true, true]);
    expect(JSON.stringify(left[0])).not.toContain("secret");
  });

  it("forgets opens and clicks with the history, and which link it was with what messages said", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile();
    const messageId = (await rig.message(profileId))!;
    const days = [...Array<number>(250).fill(400), 0, 366, 364, ...Array<number>(450).fill(91), 89, 1];
    const url = "https://shop.example/for-ana";
    const clicks = days.map((age) => ({
      ...{ messageId, profileId, kind: "clicked" as const, machine: false },
      ...{ url, at: NOW - age * DAY_MS },
    }));
    await rig.do((tx) => insertInteractions(tx, clicks));
    await keep({ historyDays: 0, contentDays: 0 });
    expect(await housekeeping().tidy()).toBe(0);
    await keep({});
    expect(await housekeeping().tidy()).toBe(251 + 451);
    const left = await rig.db.query.select().from(rig.db.tables.interactions);
    const aged = left.map((row) => [(NOW - row.at) / DAY_MS, row.url]);
    const kept = [[0, url], [364, null], ...Array(450).fill([91, null]), [89, url], [1, url]];
    expect(aged.sort()).toEqual(kept.sort());
    expect(await housekeeping().tidy()).toBe(0);
  });

  it("forgets bounces with the history, and what was said of them with what messages said", async () => {
    const rig = new StoreRig(open());
    const { id: profileId } = await rig.profile();
    const ages = [...Array<number>(120).fill(400), 366, 364, 31, 29];
    const of = { profileId, messageId: null, channel: "email" as const, kind: "soft" as const };
    const bounce = (age: number) => ({ ...of, code: "4.2.2", detail: "full", at: NOW - age * DAY_MS });
    await rig.db.query.insert(rig.db.tables.bounces).values(ages.map(bounce));
    const left = async () => {
      const rows = await rig.db.query.select().from(rig.db.tables.bounces);
      const aged = rows.map(({ at, detail }) => [(NOW - at) / DAY_MS, detail] as const);
      return aged.toSorted(([a], [b]) => a - b);
    };
    await keep({ historyDays: 0, contentDays: 0 });
    expect(await housekeeping().tidy()).toBe(0);
    await keep({});
    expect(await housekeeping().tidy()).toBe(121 + 1);
    expect(await left()).toEqual([
      [29, "full"],
      [31, "full"],
      [364, null],
    ]);
    await keep({ historyDays: 30 });
    await housekeeping().tidy();
    expect(await left()).toEqual([[29, "full"]]);
  });
});
