import { eq, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";

const idsByPhone = statement<{ phone: string }>()((query, { profiles }) =>
  query
    .select({ id: profiles.id })
    .from(profiles)
    .where(eq(profiles.phone, sql.placeholder("phone")))
    .orderBy(profiles.id),
);

/** The ids of everybody whose number is written as this one is, which the index finds at once. */
export function* profileIdsWithSamePhone(phone: string): Steps<number[]> {
  return (yield* prepared(idsByPhone, { phone })).map(({ id }) => id);
}
