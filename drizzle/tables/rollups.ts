import type { Columns } from "../columns.postgres.ts";
import type { ProfilesTable } from "./profiles.ts";

/** Events added up, so that analytics need not read them all, and for when the events themselves are gone. */
export function rollupTables(c: Columns, profiles: ProfilesTable) {
  /** When a profile did something itself. One row for each, so that one pass answers for every zone and period. */
  const activityTimes = c.table("activity_times", {
    profileId: c
      .reference()
      .primaryKey()
      .references(() => profiles.id, { onDelete: "cascade" }),
    /** Quarter hours since 1970, packed as server/analytics/slots.ts says. */
    slots: c.text().notNull(),
  });
  /** What somebody paid or was given back. */
  const orderFacts = c.table(
    "order_facts",
    {
      id: c.id(),
      profileId: c
        .reference()
        .notNull()
        .references(() => profiles.id, { onDelete: "cascade" }),
      /** The event that it was read from, which may be gone by now; none is read twice. */
      eventId: c.reference().notNull(),
      at: c.instant().notNull(),
      /** The shop's number for the order; another telling of the same order is no other order. */
      orderKey: c.text(),
      /** In hundredths of its currency, never below 0. */
      amountCents: c.sum().notNull(),
      /** In capitals, where the event names one; null: the shop's. */
      currency: c.text(),
      isRefund: c.flag().notNull().default(false),
    },
    (t) => [
      // Holds all that sums are made of, so that they are read from the index alone.
      c.index("order_facts_profile").on(t.profileId, t.at, t.isRefund, t.amountCents, t.currency, t.eventId),
      c.index("order_facts_at").on(t.at),
      c.uniqueIndex("order_facts_event").on(t.eventId),
    ],
  );
  /** How far the events are rolled up. */
  const rollupMarks = c.table("rollup_marks", {
    name: c.text().primaryKey(),
    /** Events up to this one are in the rollups. */
    eventId: c.reference().notNull(),
  });
  return { activityTimes, orderFacts, rollupMarks };
}
