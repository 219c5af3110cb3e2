import { eq, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import { phoneAddress } from "#workflows/phone-address.ts";

const idsByPhone = statement<{ phone: string }>()((query, { profiles }) =>
  query
    .select({ id: profiles.id })
    .from(profiles)
    .where(eq(profiles.phone, sql.placeholder("phone")))
    .orderBy(profiles.id),
);

/**
 * A phone as every profile keeps it: a number that can be written to in E.164, so that all who have it are found by it,
 * however each was told of it; anything else as it came.
 */
export function storedPhone(phone: string | null): string | null {
  return phoneAddress(phone) ?? phone;
}

/** The ids of everybody with this number in E.164, the oldest first. */
export function* profileIdsWithPhone(number: string): Steps<number[]> {
  return (yield* prepared(idsByPhone, { phone: number })).map(({ id }) => id);
}
