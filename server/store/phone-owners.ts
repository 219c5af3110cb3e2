import { like } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { phoneAddress } from "#workflows/phone-address.ts";

/**
 * The ids of everybody with this number in E.164, however it is written in their profile, the oldest first. Reads the
 * whole index of numbers, so it is a heavy read.
 */
export async function listPhoneOwners(db: Database, { number }: { number: string }): Promise<number[]> {
  const { profiles } = db.tables;
  // Every spelling has the digits in this order, whatever stands between them. Nothing beyond the index is read.
  const digits = `%${[...number.slice(1)].join("%")}%`;
  const candidates = await db.query
    .select({ id: profiles.id, phone: profiles.phone })
    .from(profiles)
    .where(like(profiles.phone, digits));
  return candidates
    .filter(({ phone }) => phoneAddress(phone) === number)
    .map(({ id }) => id)
    .toSorted((a, b) => a - b);
}
