import { asc, gt, inArray } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import { MONEY_EVENTS, type MoneyEvent, newFacts } from "../order-money.ts";
import { slotOf } from "../slots.ts";
import { addSlots } from "./add-slots.ts";
import { markOf, setMark } from "./marks.ts";

export interface RollSlice {
  /** Events that are looked at. */
  limit: number;
  /**
   * Only events received by then: on PostgreSQL an event with a smaller id may still be on its way into the database,
   * and must not be passed over.
   */
  receivedBy: number;
}

/**
 * Adds the next events to what is kept of each person, in the order of their ids, so that nothing is counted twice or
 * left out however late it is told or however often the process ends. Answers with how many events that were.
 */
export function* rollUp(tx: Transaction, { limit, receivedBy }: RollSlice): Steps<number> {
  const { events } = tx.tables;
  const mark = yield* markOf(tx);
  const { id, profileId, nameId, at, receivedAt, depth } = events;
  const rows = yield* run(
    tx.query
      .select({ id, profileId, nameId, at, receivedAt, depth })
      .from(events)
      .where(gt(id, mark))
      .orderBy(asc(id))
      .limit(limit),
  );
  const tooNew = rows.findIndex((row) => row.receivedAt > receivedBy);
  const taken = tooNew < 0 ? rows : rows.slice(0, tooNew);
  if (taken.length === 0) return 0;
  const done = taken.filter((row) => row.depth === 0);
  yield* addTimes(done);
  yield* addFacts(tx, done);
  yield* setMark(tx, taken.at(-1)!.id);
  return taken.length;
}

function* addTimes(rows: readonly { profileId: number; at: number }[]): Steps<void> {
  for (const [profileId, times] of Map.groupBy(rows, (row) => row.profileId)) {
    yield* addSlots(
      profileId,
      times.map(({ at }) => slotOf(at)),
    );
  }
}

function* addFacts(
  tx: Transaction,
  rows: readonly { id: number; profileId: number; nameId: number }[],
): Steps<void> {
  if (rows.length === 0) return;
  const { events, eventNames, orderFacts } = tx.tables;
  const names = yield* run(tx.query.select().from(eventNames).where(inArray(eventNames.name, MONEY_EVENTS)));
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const ids = rows.filter(({ nameId }) => nameOf.has(nameId)).map(({ id }) => id);
  if (ids.length === 0) return;
  const { id, profileId, nameId, at, properties } = events;
  const money: MoneyEvent[] = (yield* run(
    tx.query
      .select({ id, profileId, nameId, at, properties })
      .from(events)
      .where(inArray(id, ids))
      .orderBy(asc(id)),
  )).map((row) => ({ ...row, name: nameOf.get(row.nameId)! }));
  const people = [...new Set(money.map((event) => event.profileId))];
  const known = yield* run(tx.query.select().from(orderFacts).where(inArray(orderFacts.profileId, people)));
  const facts = newFacts(money, known);
  if (facts.length > 0) yield* run(tx.query.insert(orderFacts).values(facts));
}
