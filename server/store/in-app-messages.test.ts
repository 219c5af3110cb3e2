import { expect, it, onTestFinished } from "vitest";
import { migrateSqlite, openSqlite } from "#server/database/sqlite.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { inAppContent } from "#server/testing/send-jobs.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import { hasInApp, IN_APP_READ_MAX, newestInApp, newestOf } from "./in-app-messages.ts";
import { endMessage } from "./outbox.ts";

eachDatabase("messages for the shop's pages", (open) => {
  it("are read newest first, at most so many, and only those that were sent to this person", async () => {
    const rig = new StoreRig(open());
    const { id: ana } = await rig.profile();
    const { id: ben } = await rig.profile();
    const content = inAppContent();
    const end = { status: "sent" as const, reasonCode: null, reasonValues: null };
    const add = async (profileId: number, key: string, createdAt: number, fields = {}) => {
      const message = { key, channel: "in-app" as const, content, createdAt, ...fields };
      return (await rig.message(profileId, message))!;
    };
    for (let n = 0; n <= IN_APP_READ_MAX; n += 1) {
      const id = await add(ana, `a-${n}`, NOW + n);
      await rig.do(() => endMessage(id, end, NOW + n));
    }
    await add(ana, "queued", NOW + 1000);
    const mail = await rig.message(ana, { key: "mail", createdAt: NOW + 1001 });
    await rig.do(() => endMessage(mail!, end, NOW + 1001));
    const bens = await add(ben, "b", NOW + 1002);
    await rig.do(() => endMessage(bens, end, NOW + 1002));
    const read = await newestInApp(rig.db, { profileId: ana, since: NOW });
    expect(read).toHaveLength(IN_APP_READ_MAX);
    expect(read[0]!.createdAt).toBe(NOW + IN_APP_READ_MAX);
    expect(read.at(-1)!.createdAt).toBe(NOW + 1);
    expect(await newestInApp(rig.db, { profileId: ben, since: NOW + 1003 })).toEqual([]);
  });

  it("are known to have come to a person, also before they are sent", async () => {
    const rig = new StoreRig(open());
    const { id } = await rig.profile();
    await rig.message(id, { key: "mail" });
    expect(await rig.do(() => hasInApp(id))).toBe(false);
    await rig.message(id, { key: "in-app", channel: "in-app", content: inAppContent() });
    expect(await rig.do(() => hasInApp(id))).toBe(true);
  });
});

it("are found by the index of the person's messages, whatever else there is", () => {
  const db = openSqlite(":memory:");
  onTestFinished(() => db.close());
  migrateSqlite(db);
  const built = newestOf.build(db.query, db.tables) as unknown as {
    toSQL(): { sql: string; params: unknown[] };
  };
  const { sql, params } = built.toSQL();
  const plan = db.connection.prepare(`explain query plan ${sql}`).all(params.map(() => null)) as {
    detail: string;
  }[];
  expect(plan.map(({ detail }) => detail)).toEqual([
    "SEARCH messages USING INDEX messages_profile (profile_id=? AND created_at>?)",
  ]);
});
