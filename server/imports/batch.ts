import type { ImportKind } from "#drizzle/tables.ts";
import type { Steps, Transaction } from "#server/database/database.ts";
import type { Engine } from "#server/engine/engine.ts";
import type { IntakeItem } from "#server/engine/intake.ts";
import type { ImportTally } from "#server/store/imports.ts";
import type { CsvRow } from "./csv-rows.ts";
import type { EventRow, ProfileRow, RowReader } from "./read-row.ts";
import type { RejectedRow } from "./rejected-file.ts";
import type { SeenPeople } from "./seen.ts";
import { eventKey, isKnownEvent, storeEvent } from "./take-events.ts";
import { applyProfile, type ProfileContext, planProfile } from "./take-profiles.ts";
import { emptyTally } from "./walk.ts";

/** Rows that were read, before the database is asked. */
export interface Batch {
  profiles: { row: ProfileRow; isRepeat: boolean }[];
  events: { row: EventRow; key: string; isRepeat: boolean }[];
  rejected: RejectedRow[];
  /** Where the row after the last one begins. */
  end: number;
  rows: number;
}

/** Reads rows, and notes which of them name somebody, or something, that an earlier one named. */
export function readBatch(kind: ImportKind, rows: CsvRow[], reader: RowReader, seen: SeenPeople): Batch {
  const batch: Batch = { profiles: [], events: [], rejected: [], end: rows.at(-1)!.end, rows: rows.length };
  for (const { cells } of rows) {
    if (kind === "profiles") {
      const read = reader.profile(cells);
      if (read.kind === "ok") batch.profiles.push({ row: read.row, isRepeat: seen.note(read.row) });
      else batch.rejected.push({ cells, why: read });
    } else {
      const read = reader.event(cells);
      if (read.kind === "rejected") {
        batch.rejected.push({ cells, why: read });
        continue;
      }
      const key = eventKey(read.row, cells);
      batch.events.push({ row: read.row, key, isRepeat: !seen.add(key) });
    }
  }
  return batch;
}

/** What of a batch is known without the database: the rows that are not taken in. */
export function tallyOf(batch: Batch): ImportTally {
  const reasons: Record<string, number> = {};
  for (const { why } of batch.rejected) reasons[why.reason] = (reasons[why.reason] ?? 0) + 1;
  return { ...emptyTally(), rows: batch.rows, rejected: batch.rejected.length, reasons };
}

/** What a batch would do; nothing is written. */
export function* checkBatch(batch: Batch, context: ProfileContext): Steps<ImportTally> {
  const tally = tallyOf(batch);
  for (const { row, isRepeat } of batch.profiles) {
    if (!isRepeat) tally[(yield* planProfile(row, context)).outcome] += 1;
  }
  for (const { key, isRepeat } of batch.events) {
    if (isRepeat || (yield* isKnownEvent(key))) tally.unchanged += 1;
    else tally.created += 1;
  }
  return tally;
}

/** Takes a batch in without starting or ending any run. */
export function* takeBatch(
  tx: Transaction,
  batch: Batch,
  context: ProfileContext,
  engine: Pick<Engine, "live">,
): Steps<ImportTally> {
  const tally = tallyOf(batch);
  for (const { row, isRepeat } of batch.profiles) {
    const plan = yield* planProfile(row, context);
    if (!isRepeat) tally[plan.outcome] += 1;
    if (plan.outcome !== "unchanged") yield* applyProfile(tx, row, plan, context);
  }
  for (const { row, key } of batch.events) {
    tally[(yield* storeEvent(engine.live, row, key, context.now)) ? "created" : "unchanged"] += 1;
  }
  return tally;
}

/**
 * The first half of taking profiles in so that runs may start: who they are and what they agreed to. The rest follows
 * by `arrivalsOf`, as if a program had told it, because then all that listens hears of it.
 */
export function* takeIdentities(tx: Transaction, batch: Batch, context: ProfileContext): Steps<ImportTally> {
  const tally = tallyOf(batch);
  for (const { row, isRepeat } of batch.profiles) {
    const plan = yield* planProfile(row, context);
    if (!isRepeat) tally[plan.outcome] += 1;
    const bare = { ...row, fields: {}, attributes: {} };
    yield* applyProfile(tx, bare, { ...plan, changes: {} }, context);
  }
  return tally;
}

/** What a batch holds, as a program would have sent it. */
export function arrivalsOf(batch: Batch, now: number): IntakeItem[] {
  const profiles = batch.profiles.map(
    ({ row }): IntakeItem => ({
      kind: "identify",
      ...arrival(row, now),
      messageId: null,
      at: now,
      traits: {
        fields: { ...row.fields, ...(row.email !== null && { email: row.email }) },
        attributes: row.attributes,
      },
      consent: [],
    }),
  );
  const events = batch.events.map(
    ({ row, key }): IntakeItem => ({
      kind: "track",
      ...arrival(row, now),
      messageId: key,
      at: Math.min(row.at, now),
      traits: { fields: row.email === null ? {} : { email: row.email }, attributes: {} },
      name: row.name,
      properties: row.properties,
    }),
  );
  return [...profiles, ...events];
}

function arrival({ externalId }: { externalId: string | null }, now: number) {
  return { externalId, anonymousId: null, receivedAt: now };
}
