import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import type { Channel } from "#workflows/node.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import { isLinkId } from "./merge.ts";
import type { Profile } from "./profiles.ts";

/** A profile with all that its page shows at once; null when there is none. */
export async function readProfileDetails(
  db: Database,
  id: number,
  addressHash: (channel: Channel, address: string) => string,
) {
  const { profiles, anonymousIds, consents, suppressions, pushSubscriptions, carts } = db.tables;
  const [profile] = await db.query.select().from(profiles).where(eq(profiles.id, id));
  if (!profile) return null;
  const anonymous = await db.query
    .select({ value: anonymousIds.value })
    .from(anonymousIds)
    .where(eq(anonymousIds.profileId, id));
  const agreed = await db.query.select().from(consents).where(eq(consents.profileId, id));
  const openCarts = await db.query
    .select()
    .from(carts)
    .where(and(eq(carts.profileId, id), eq(carts.status, "open")))
    .orderBy(desc(carts.changedAt));
  const hashes = addressesOf(profile).map(({ channel, address }) => addressHash(channel, address));
  const suppressed =
    hashes.length === 0
      ? []
      : await db.query.select().from(suppressions).where(inArray(suppressions.addressHash, hashes));
  const living = and(eq(pushSubscriptions.profileId, id), isNull(pushSubscriptions.endedAt));
  return {
    ...profile,
    anonymousIds: anonymous.flatMap(({ value }) => (isLinkId(value) ? [] : [value])),
    consents: agreed.map(({ channel, topic, state, updatedAt }) => ({ channel, topic, state, updatedAt })),
    suppressed: suppressed.map(({ channel, reason, at }) => ({ channel, reason, at })),
    pushSubscriptions: await db.query.$count(pushSubscriptions, living),
    carts: openCarts.filter((cart) => cart.items.length > 0),
  };
}

/** Where somebody can be written to, and by which channel. */
export function addressesOf({ email, phone }: Profile): { channel: Channel; address: string }[] {
  const number = phoneAddress(phone);
  return [
    ...(email === null ? [] : [{ channel: "email" as const, address: email }]),
    ...(number === null
      ? []
      : (["sms", "whatsapp"] as const).map((channel) => ({ channel, address: number }))),
  ];
}
