import type { Tables } from "#drizzle/tables.ts";
import type { Database } from "#server/database/database.ts";
import {
  RANDOM_SHOP_EVENTS as EVENTS,
  RANDOM_SHOP_NOW as NOW,
  type RandomShop,
  RANDOM_SHOP_ZONE as SHOP_ZONE,
} from "./random-shop.ts";
import { StoreRig } from "./store-rig.ts";

/** Puts the shop into an empty database. */
export async function insertShop(db: Database, shop: RandomShop): Promise<void> {
  const { tables, query } = db;
  const insert = async <K extends keyof Tables>(name: K, rows: Tables[K]["$inferInsert"][]) => {
    if (rows.length > 0) await query.insert(tables[name] as Tables["profiles"]).values(rows as never);
  };
  const rig = new StoreRig(db);
  const first = await rig.workflow();
  await rig.workflow(undefined, "Second");
  await insert("settings", [{ key: "shop", value: { timezone: SHOP_ZONE } }]);
  await insert("profiles", shop.profiles);
  await insert(
    "eventNames",
    EVENTS.map((name, index) => ({ id: index + 1, name })),
  );
  await insert(
    "events",
    shop.events.map(({ name, ...event }) => ({ ...event, nameId: EVENTS.indexOf(name) + 1 })),
  );
  await insert("messages", shop.messages);
  await insert("interactions", shop.interactions);
  await insert(
    "runs",
    shop.runs.map((row) => ({ ...row, versionId: first.versionId })),
  );
  const rule = { kind: "tag", tag: "vip" } as const;
  const dates = { createdAt: NOW, updatedAt: NOW };
  await insert(
    "segments",
    [1, 2].map((id) => ({ id, name: `S${id}`, rule, state: "ready", ...dates })),
  );
  await insert("segmentMembers", shop.members);
  await insert("lifecycleStages", shop.stages);
  await insert("profileTags", shop.tags);
  await insert(
    "pushSubscriptions",
    shop.subscribed.flatMap((profileId) => {
      const browser = { profileId, keys: { p256dh: "p", auth: "a" }, createdAt: NOW };
      return [
        { ...browser, endpoint: `${profileId}` },
        { ...browser, endpoint: `${profileId}-ended`, endedAt: profileId % 2 === 0 ? null : NOW },
      ];
    }),
  );
}
