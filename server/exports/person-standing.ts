import { and, asc, eq, gt } from "drizzle-orm";
import { SLOT_MS, unpackSlots } from "#server/analytics/slots.ts";
import { type Part, whole } from "./person-part.ts";
import { idAfter, iso, pageOf } from "./sheet.ts";

/** Hundredths in one. */
const CENTS = 100;

/** How a person stands with the shop: segments, stage of life, and what the team and analytics keep of them. */
export const standingParts = {
  segmentMembers: whole(async ({ query, tables: { segmentMembers: t, segments } }, id) => {
    const rows = await query
      .select({ segment: segments.name, since: t.enteredAt })
      .from(t)
      .innerJoin(segments, eq(segments.id, t.segmentId))
      .where(eq(t.profileId, id))
      .orderBy(asc(t.segmentId));
    return rows.map(({ segment, since }) => ({ segment, since: iso(since) }));
  }),
  segmentChanges: async ({ query, tables: { segmentChanges: t, segments } }, { profileId, after, limit }) => {
    const rows = await query
      .select({ id: t.id, segment: segments.name, entered: t.entered, at: t.at })
      .from(t)
      .innerJoin(segments, eq(segments.id, t.segmentId))
      .where(and(eq(t.profileId, profileId), gt(t.id, idAfter(after))))
      .orderBy(asc(t.id))
      .limit(limit);
    const show = ({ segment, entered, at }: (typeof rows)[number]) => ({ segment, entered, at: iso(at) });
    return pageOf(rows, limit, ({ id }) => [id], show);
  },
  segmentLooks: whole(async ({ query, tables: { segmentLooks: t, segments } }, id) => {
    const rows = await query
      .select({ segment: segments.name, dueAt: t.dueAt })
      .from(t)
      .innerJoin(segments, eq(segments.id, t.segmentId))
      .where(eq(t.profileId, id))
      .orderBy(asc(t.segmentId));
    return rows.map(({ segment, dueAt }) => ({ segment, dueAt: iso(dueAt) }));
  }),
  lifecycleStages: whole(async ({ query, tables: { lifecycleStages: t } }, id) => {
    const rows = await query.select().from(t).where(eq(t.profileId, id));
    return rows.map(({ stage, since }) => ({ stage, since: iso(since) }));
  }),
  profileWords: whole(async ({ query, tables: { profileWords: t } }, id) => {
    const rows = await query.select({ word: t.word }).from(t).where(eq(t.profileId, id)).orderBy(asc(t.word));
    return rows;
  }),
  profileTags: whole(async ({ query, tables: { profileTags: t } }, id) => {
    return await query.select({ tag: t.tag }).from(t).where(eq(t.profileId, id)).orderBy(asc(t.tag));
  }),
  profileNotes: async ({ query, tables: { profileNotes: t, users } }, { profileId, after, limit }) => {
    const rows = await query
      .select({ id: t.id, text: t.text, by: users.name, at: t.at })
      .from(t)
      .leftJoin(users, eq(users.id, t.byUserId))
      .where(and(eq(t.profileId, profileId), gt(t.id, idAfter(after))))
      .orderBy(asc(t.id))
      .limit(limit);
    const show = ({ text, by, at }: (typeof rows)[number]) => ({ text, by, at: iso(at) });
    return pageOf(rows, limit, ({ id }) => [id], show);
  },
  activityTimes: whole(async ({ query, tables: { activityTimes: t } }, id) => {
    const rows = await query.select({ slots: t.slots }).from(t).where(eq(t.profileId, id));
    return rows.flatMap(({ slots }) =>
      unpackSlots(slots).map((slot) => ({ activeFrom: iso(slot * SLOT_MS) })),
    );
  }),
  orderFacts: async ({ query, tables: { orderFacts: t } }, { profileId, after, limit }) => {
    const mine = and(eq(t.profileId, profileId), gt(t.id, idAfter(after)));
    const rows = await query.select().from(t).where(mine).orderBy(asc(t.id)).limit(limit);
    const show = ({ at, orderKey, amountCents, currency, isRefund }: (typeof rows)[number]) => ({
      ...{ at: iso(at), order: orderKey, amount: amountCents / CENTS, currency, isRefund },
    });
    return pageOf(rows, limit, ({ id }) => [id], show);
  },
} as const satisfies Record<string, Part>;
