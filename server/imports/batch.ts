import type { ImportKind } from "#drizzle/tables.ts";
import type { Steps, Transaction } from "#server/database/database.ts";
import type { Engine } from "#server/engine/engine.ts";
import type { IntakeItem } from "#server/engine/intake.ts";
import type { ImportTally } from "#server/store/imports.ts";
import type { CsvRow } from "./csv-rows.ts";
import { identifyEvent, isKnownEvent, type TakenEvent } from "./known-events.ts";
import type { ProfileRow, RowReader } from "./read-row.ts";
import type { RejectedRow } from "./rejected-file.ts";
import type { SeenPeople } from "./seen.ts";
import { storeEvent } from "./take-events.ts";
import { applyProfile, type ProfileContext, planProfile } from "./take-profiles.ts";
import { emptyTally } from "./walk.ts";

/** Rows that were read, before the database is asked. */
export interface Batch {
  profiles: { row: ProfileRow; isRepeat: boolean }[];
  events: TakenEvent[];
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
      if (read.kind === "ok") batch.profiles.push({ row: read.row, isRepeat: seen.note(seenAs(read.row)) });
      else batch.rejected.push({ cells, why: read });
    } else {
      const read = reader.event(cells);
      if (read.kind === "rejected") {
        batch.rejected.push({ cells, why: read });
        continue;
      }
      batch.events.push(identifyEvent(read.row, seen));
    }
  }
  return batch;
}

/** Somebody who typed an address in is another than the one who has it. */
function seenAs({ externalId, email, emailClaimed }: ProfileRow) {
  if (!emailClaimed) return { externalId, email };
  return { externalId, email: externalId === null ? `claimed ${email}` : null };
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
  for (const event of batch.events) {
    if (event.isRepeat || (yield* isKnownEvent(event, context.now))) tally.unchanged += 1;
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
  for (const event of batch.events) {
    tally[(yield* storeEvent(engine.live, event, context.now)) ? "created" : "unchanged"] += 1;
  }
  return tally;
}

/**
 * The first half of taking a batch in so that runs may start: who the people are and what they agreed to, and which
 * events are new. The rest follows by `arrivalsOf`, as if a program had told it, because then all that listens hears of
 * it. Answers with what is left for that.
 */
export function* takeIdentities(
  tx: Transaction,
  batch: Batch,
  context: ProfileContext,
): Steps<{ tally: ImportTally; rest: Batch }> {
  const tally = tallyOf(batch);
  for (const { row, isRepeat } of batch.profiles) {
    const plan = yield* planProfile(row, context);
    if (!isRepeat) tally[plan.outcome] += 1;
    // Told by a program, the address would be vouched for.
    const isWhole = row.emailClaimed;
    const bare = isWhole ? row : { ...row, fields: {}, attributes: {} };
    yield* applyProfile(tx, bare, isWhole ? plan : { ...plan, changes: {} }, context);
  }
  const events: TakenEvent[] = [];
  for (const event of batch.events) {
    if (yield* isKnownEvent(event, context.now)) tally.unchanged += 1;
    else events.push(event);
  }
  return { tally, rest: { ...batch, events } };
}

/** What a batch holds, as a program would have sent it; `alongside` is done in the transactions that take it in. */
export function arrivalsOf(batch: Batch, now: number, alongside: () => Steps<void>): IntakeItem[] {
  const vouched = batch.profiles.filter(({ row }) => !row.emailClaimed);
  const profiles = vouched.map(
    ({ row }): IntakeItem => ({
      kind: "identify",
      ...arrival(row, now),
      alongside,
      messageId: null,
      at: now,
      traits: {
        fields: { ...row.fields, ...(row.email !== null && { email: row.email }) },
        attributes: row.attributes,
      },
      consent: [],
      asksNobody: true,
    }),
  );
  const events = batch.events.map(
    ({ row, key }): IntakeItem => ({
      kind: "track",
      ...arrival(row, now),
      alongside,
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
