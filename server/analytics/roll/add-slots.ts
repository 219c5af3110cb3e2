import { eq, sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import { packSlots, uniteSlots, unpackSlots } from "../slots.ts";

const slotsOf = statement<{ profileId: number }>()((query, { activityTimes }) =>
  query
    .select({ slots: activityTimes.slots })
    .from(activityTimes)
    .where(eq(activityTimes.profileId, sql.placeholder("profileId"))),
);
const writeSlots = statement<{ profileId: number; slots: string }>()((query, { activityTimes }) =>
  query
    .insert(activityTimes)
    .values({ profileId: sql.placeholder("profileId"), slots: sql.placeholder("slots") })
    .onConflictDoUpdate({ target: activityTimes.profileId, set: { slots: sql`excluded.slots` } }),
);

/** Notes the quarter hours in which a profile did something, in any order, beside those that are known. */
export function* addSlots(profileId: number, added: readonly number[]): Steps<void> {
  const before = (yield* prepared(slotsOf, { profileId }))[0]?.slots ?? "";
  const slots = packSlots(uniteSlots(unpackSlots(before), added));
  if (slots !== before) yield* prepared(writeSlots, { profileId, slots });
}
