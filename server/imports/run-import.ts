import type { Logger } from "pino";
import type { Clock } from "#server/clock.ts";
import type { Database, Steps } from "#server/database/database.ts";
import type { Engine } from "#server/engine/engine.ts";
import type { Keys } from "#server/keys.ts";
import { addressHash } from "#server/links.ts";
import { findImport, type Import, type ImportTally, saveImportProgress } from "#server/store/imports.ts";
import { arrivalsOf, type Batch, checkBatch, readBatch, takeBatch, takeIdentities } from "./batch.ts";
import { readCsvRows } from "./csv-rows.ts";
import { passOver } from "./erased-people.ts";
import type { ImportFolder } from "./folder.ts";
import { type Head, readHead } from "./head.ts";
import { RowReader } from "./read-row.ts";
import { RejectedFile } from "./rejected-file.ts";
import { SeenPeople } from "./seen.ts";
import type { ProfileContext } from "./take-profiles.ts";
import { addTally, batches, emptyTally, Pace } from "./walk.ts";

export interface ImportServices {
  db: Database;
  clock: Clock;
  keys: Keys;
  engine: Pick<Engine, "live" | "accept" | "poke">;
  log: Logger;
  folder: ImportFolder;
}

export type Ended = "done" | "stopped" | "taken-over";

/** What a walk over a file needs to know. */
interface Walk {
  services: ImportServices;
  row: Import;
  head: Head;
  reader: RowReader;
  seen: SeenPeople;
  pace: Pace;
}

/** Where an import is before a batch, and how long reading the batch took. */
interface Place {
  doneBytes: number;
  rejectedBytes: number;
  readMs: number;
}

/** Goes over a whole file and counts what it would do, without writing. Null when it was stopped. */
export async function checkImport(
  services: ImportServices,
  row: Import,
  isStopped: () => boolean,
  progress: (doneBytes: number) => void,
): Promise<ImportTally | null> {
  const walk = await begin(services, row);
  let tally = emptyTally();
  for await (const { batch, readMs } of walkFrom(walk, walk.head.start)) {
    if (isStopped()) return null;
    const context = contextOf(walk);
    const more = await services.db.transaction(() => timed(walk.pace, readMs, checkBatch(batch, context)));
    tally = addTally(tally, more);
    progress(batch.end);
    await walk.pace.rest();
  }
  return tally;
}

/**
 * Takes a file in from where it was left. Each transaction writes some rows together with how far it got, so that a cut
 * at any moment loses none and takes none twice. "taken-over": somebody else has stopped it, or goes on with it.
 */
export async function runImport(
  services: ImportServices,
  row: Import,
  isStopped: () => boolean,
): Promise<Ended> {
  const walk = await begin(services, row);
  const from = Math.max(row.doneBytes, walk.head.start);
  await remember(walk, from, isStopped);
  const { headers, delimiter } = walk.head;
  const bytes = row.plan.rejectedBytes;
  const { folder } = services;
  const file = new RejectedFile(folder.rejected(row.id), { headers, delimiter, bytes }, folder);
  try {
    let doneBytes = row.doneBytes;
    for await (const { batch, readMs } of walkFrom(walk, from)) {
      if (isStopped()) return "stopped";
      const rejectedBytes = await file.add(batch.rejected);
      if (!(await takeOne(walk, batch, { doneBytes, rejectedBytes, readMs }))) return "taken-over";
      doneBytes = batch.end;
      await walk.pace.rest();
    }
    return isStopped() ? "stopped" : "done";
  } finally {
    await file.close();
  }
}

async function begin(services: ImportServices, row: Import): Promise<Walk> {
  const head = await readHead(services.folder.file(row.id), row.plan.delimiter);
  const reader = new RowReader(row.kind, head.headers, row.plan);
  return { services, row, head, reader, seen: new SeenPeople(), pace: new Pace(services.db.engine) };
}

async function* walkFrom({ services, row, head, reader, seen, pace }: Walk, from: number) {
  const file = services.folder.file(row.id);
  for await (const rows of readCsvRows(file, { delimiter: head.delimiter, from })) {
    for (const some of batches(rows, pace)) {
      const startedAt = performance.now();
      const batch = readBatch(row.kind, some, reader, seen);
      yield { batch, readMs: performance.now() - startedAt };
    }
  }
}

/** Notes who stands before the place where it goes on, so that the rest is counted as if it had never stopped. */
async function remember(walk: Walk, until: number, isStopped: () => boolean): Promise<void> {
  if (until <= walk.head.start) return;
  const { services, row, head, reader, seen } = walk;
  for await (const rows of readCsvRows(services.folder.file(row.id), {
    delimiter: head.delimiter,
    from: head.start,
  })) {
    const before = rows.filter(({ end }) => end <= until);
    if (before.length > 0) readBatch(row.kind, before, reader, seen);
    if (before.length < rows.length || isStopped()) return;
  }
}

/** Has the engine look at who comes into segments by a batch; it starts nothing. */
function lookAtSegments({ services: { engine } }: Walk): void {
  if (engine.live.segments.any) engine.poke();
}

/** Takes one batch in, with how far it got; false when the import is not where this walk left it. */
async function takeOne(walk: Walk, batch: Batch, at: Place): Promise<boolean> {
  const { services, row, pace } = walk;
  if (row.plan.startsWorkflows) return await takeAsNews(walk, batch, at);
  const context = contextOf(walk);
  const taken = await services.db.transaction(function* (tx) {
    const now = yield* findHere(row.id, at);
    if (!now) return false;
    const spared = passOver(batch, now.plan.erased, services.keys);
    const tally = yield* timed(pace, at.readMs, takeBatch(tx, spared, context, services.engine));
    yield* save(now, batch, at, tally);
    return true;
  });
  lookAtSegments(walk);
  return taken;
}

/**
 * What starts runs goes the way of everything that programs send, and is told as that is. A cut in between does a batch a
 * second time, which changes nothing: profiles are as they should be, and events are known by their keys.
 */
async function takeAsNews(walk: Walk, batch: Batch, at: Place): Promise<boolean> {
  const { services, row, pace } = walk;
  const { db, engine, keys } = services;
  const context = { ...contextOf(walk), tells: engine.live };
  const begun = await db.transaction(function* (tx) {
    const now = yield* findHere(row.id, at);
    if (!now) return null;
    const { erased } = now.plan;
    const spared = passOver(batch, erased, keys);
    return { erased, ...(yield* timed(pace, at.readMs, takeIdentities(tx, spared, context))) };
  });
  if (!begun) return false;
  const { tally, rest, erased } = begun;
  try {
    const isStillSo = () => demandNobodyErased(row.id, erased);
    const results = await engine.accept(arrivalsOf(rest, context.now, isStillSo));
    if (rest.events.length > 0) {
      tally.created += results.filter(({ kind }) => kind === "accepted").length;
      tally.unchanged += results.filter(({ kind }) => kind === "duplicate").length;
    }
  } catch (error) {
    if (error instanceof ErasedMeanwhile) return await takeAsNews(walk, batch, at);
    throw error;
  }
  return await db.transaction(function* () {
    const now = yield* findHere(row.id, at);
    if (now) yield* save(now, batch, at, tally);
    return now !== null;
  });
}

/** Somebody was erased between the two halves of a batch, who may be in it. */
class ErasedMeanwhile extends Error {}

function* demandNobodyErased(id: number, known: readonly string[] | undefined): Steps<void> {
  const now = yield* findImport(id);
  if (now?.plan.erased?.length !== known?.length) throw new ErasedMeanwhile();
}

/** The import, when it goes on from where this walk left it. */
function* findHere(id: number, { doneBytes }: Place): Steps<Import | null> {
  const now = yield* findImport(id);
  return now?.status === "running" && now.doneBytes === doneBytes ? now : null;
}

function* save(now: Import, batch: Batch, { rejectedBytes }: Place, done: ImportTally): Steps<void> {
  const { reasons, ...counts } = addTally({ ...now, reasons: now.plan.reasons }, done);
  const plan = { ...now.plan, reasons, rejectedBytes };
  yield* saveImportProgress(now.id, { ...counts, reasons, doneBytes: batch.end, plan });
}

/** Steps that tell the pace how long they and the reading before them took; the commit behind them is not counted. */
function* timed<R>(pace: Pace, readMs: number, steps: Steps<R>): Steps<R> {
  const startedAt = performance.now();
  const result = yield* steps;
  pace.learn(readMs + performance.now() - startedAt);
  return result;
}

function contextOf({ services, row }: Walk): ProfileContext {
  return {
    importId: row.id,
    ownerSays: row.plan.consent,
    hashOf: (email) => addressHash(services.keys, "email", email),
    now: services.clock.now(),
  };
}
