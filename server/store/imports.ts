import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { ImportKind, ImportMapping, ImportStatus, Tables } from "#drizzle/tables.ts";
import {
  type Database,
  prepared,
  run,
  type Steps,
  statement,
  type Transaction,
} from "#server/database/database.ts";
import type { FilledPhrase, Phrase } from "#workflows/phrase.ts";

type Row = Tables["imports"]["$inferSelect"];

/** What every row of a file says of consent, where the file is a list of such people. */
export type EveryRow = "not-agreed" | "withdrawn" | "suppressed" | null;

/** What a walk over a file has found: of so many rows, how many did what. A row that names somebody again is in none. */
export interface ImportTally {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  /** Of the rejected rows, how many for which reason. */
  reasons: Record<string, number>;
}

/** Everything that is kept with an import beside its counts. */
export interface ImportPlan extends ImportMapping {
  /** The name of the events, where no column says it. */
  eventName: string | null;
  everyRow: EveryRow;
  /** What the owner has confirmed in their own words where `consent` is set, and who it was. */
  confirmation: { words: string; by: string; at: number } | null;
  /** What the last dry run found with this plan. */
  check: (ImportTally & { at: number }) | null;
  reasons: Record<string, number>;
  /** How long the file of rejected rows was at `doneBytes`: what stands behind that is from a walk that was cut off. */
  rejectedBytes: number;
  /** The upload that the file came by, so that telling its end twice makes one import. */
  uploadId?: string;
  /** The dry run that goes on; one of a process that has ended was cut off. */
  checking?: string | null;
  /** Marks of people who were erased since the file came: it takes none of them in. */
  erased?: string[];
  /** Its files may hold somebody who was erased, and are removed. */
  filesErased?: boolean;
}

/** `failure` says why it ended early. */
export type Import = Omit<Row, "mapping" | "failure"> & { plan: ImportPlan; failure: Phrase | null };

const LISTED_MAX = 100;

const byId = statement<{ id: number }>()((query, { imports }) =>
  query
    .select()
    .from(imports)
    .where(eq(imports.id, sql.placeholder("id"))),
);
type Counts = { [K in Exclude<keyof ImportTally, "reasons">]: number };

const saveProgress = statement<Counts & { id: number; doneBytes: number; mapping: ImportMapping }>()(
  (query, { imports }) =>
    query
      .update(imports)
      .set({
        doneBytes: sql`${sql.placeholder("doneBytes")}`,
        rows: sql`${sql.placeholder("rows")}`,
        created: sql`${sql.placeholder("created")}`,
        updated: sql`${sql.placeholder("updated")}`,
        unchanged: sql`${sql.placeholder("unchanged")}`,
        rejected: sql`${sql.placeholder("rejected")}`,
        mapping: sql`${sql.param(sql.placeholder("mapping"), imports.mapping)}`,
      })
      .where(eq(imports.id, sql.placeholder("id"))),
);

export function* insertImport(
  tx: Transaction,
  {
    plan,
    ...row
  }: {
    kind: ImportKind;
    fileName: string;
    fileBytes: number;
    plan: ImportPlan;
    createdBy: string;
    createdAt: number;
  },
): Steps<number> {
  const { imports } = tx.tables;
  const [inserted] = yield* run(
    tx.query
      .insert(imports)
      .values({ ...row, status: "uploaded", mapping: plan })
      .returning({ id: imports.id }),
  );
  return inserted!.id;
}

export function* findImport(id: number): Steps<Import | undefined> {
  const [row] = yield* prepared(byId, { id });
  return row && withPlan(row);
}

/** The newest imports, at most 100. */
export async function listImports({ query, tables: { imports } }: Database): Promise<Import[]> {
  const rows = await query.select().from(imports).orderBy(desc(imports.id)).limit(LISTED_MAX);
  return rows.map(withPlan);
}

/** The import that was made of an upload, where it is among the newest. */
export async function findImportOfUpload(db: Database, uploadId: string): Promise<Import | undefined> {
  return (await listImports(db)).find(({ plan }) => plan.uploadId === uploadId);
}

/** Those that are not under way and whose files may hold somebody who was erased. */
export async function findErasedImports({ query, tables: { imports } }: Database): Promise<Import[]> {
  const open = inArray(imports.status, ["queued", "running"]);
  const rows = await query.select().from(imports).where(sql`not ${open}`);
  return rows.map(withPlan).filter(({ plan }) => plan.filesErased || (plan.erased ?? []).length > 0);
}

/** Those that wait for their turn or were cut off in the middle, the oldest first. */
export async function findOpenImports({ query, tables: { imports } }: Database): Promise<Import[]> {
  const open = inArray(imports.status, ["queued", "running"]);
  return (await query.select().from(imports).where(open).orderBy(imports.id)).map(withPlan);
}

/** Those whose files nobody needs any more: they ended, or were left alone, before a moment. */
export async function findOldImports(
  { query, tables: { imports } }: Database,
  before: number,
): Promise<number[]> {
  const kept = inArray(imports.status, ["queued", "running"]);
  const rows = await query
    .select({ id: imports.id })
    .from(imports)
    .where(
      and(lt(imports.createdAt, before), sql`not ${kept}`, sql`coalesce(${imports.endedAt}, 0) < ${before}`),
    );
  return rows.map(({ id }) => id);
}

/** Keeps another plan of an import that has not begun; false when it has. */
export function* savePlan(tx: Transaction, id: number, plan: ImportPlan): Steps<boolean> {
  const { imports } = tx.tables;
  const saved = yield* run(
    tx.query
      .update(imports)
      .set({ mapping: plan })
      .where(and(eq(imports.id, id), eq(imports.status, "uploaded")))
      .returning({ id: imports.id }),
  );
  return saved.length > 0;
}

/** Moves an import to another state; false when it is in none of those that lead there. */
export function* moveImport(
  tx: Transaction,
  id: number,
  from: ImportStatus[],
  {
    failure,
    ...to
  }: { status: ImportStatus; failure?: FilledPhrase | null; startedAt?: number; endedAt?: number | null },
): Steps<boolean> {
  const { imports } = tx.tables;
  const moved = yield* run(
    tx.query
      .update(imports)
      .set({ ...to, failure: failure && writeFailure(failure) })
      .where(and(eq(imports.id, id), inArray(imports.status, from)))
      .returning({ id: imports.id }),
  );
  return moved.length > 0;
}

/** Writes down how far an import got, in the transaction that took its rows in. */
export function* saveImportProgress(
  id: number,
  progress: ImportTally & { doneBytes: number; plan: ImportPlan },
): Steps<void> {
  const { plan, reasons: _inPlan, ...counts } = progress;
  yield* prepared(saveProgress, { ...counts, id, mapping: plan });
}

/** Forgets an import that never began; false when it has. */
export function* removeImport(tx: Transaction, id: number): Steps<boolean> {
  const { imports } = tx.tables;
  const removed = yield* run(
    tx.query
      .delete(imports)
      .where(and(eq(imports.id, id), eq(imports.status, "uploaded")))
      .returning({ id: imports.id }),
  );
  return removed.length > 0;
}

function withPlan({ mapping, failure, ...row }: Row): Import {
  return { ...row, plan: mapping as ImportPlan, failure: failure && readFailure(failure) };
}

/** A text with values stands as JSON, any other as it is. */
function writeFailure(failure: FilledPhrase): string {
  return Object.keys(failure.values).length > 0 ? JSON.stringify(failure) : failure.text;
}

function readFailure(kept: string): Phrase {
  return kept.startsWith('{"text":') ? (JSON.parse(kept) as FilledPhrase) : kept;
}
