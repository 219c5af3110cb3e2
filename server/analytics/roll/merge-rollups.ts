import { asc, eq, inArray } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import { unpackSlots } from "../slots.ts";
import { addSlots } from "./add-slots.ts";

/**
 * Two profiles become one: the times of the one are added to the other's, and of an order that both told of, the first
 * telling stays. What is left of `order_facts` only changes hands.
 */
export function* mergeRollups(tx: Transaction, from: number, into: number): Steps<void> {
  const { activityTimes, orderFacts } = tx.tables;
  const [theirs] = yield* run(
    tx.query.delete(activityTimes).where(eq(activityTimes.profileId, from)).returning(),
  );
  if (theirs) yield* addSlots(into, unpackSlots(theirs.slots));
  const { id, orderKey } = orderFacts;
  const orders = yield* run(
    tx.query
      .select({ id, orderKey, isRefund: orderFacts.isRefund })
      .from(orderFacts)
      .where(inArray(orderFacts.profileId, [from, into]))
      .orderBy(asc(orderFacts.eventId)),
  );
  const seen = new Set<string>();
  const again = orders.filter((order) => {
    if (order.isRefund || order.orderKey === null) return false;
    const known = seen.has(order.orderKey);
    seen.add(order.orderKey);
    return known;
  });
  if (again.length === 0) return;
  yield* run(
    tx.query.delete(orderFacts).where(
      inArray(
        id,
        again.map((order) => order.id),
      ),
    ),
  );
}
