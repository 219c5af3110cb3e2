import { eq } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import type { Keys } from "#server/keys.ts";
import { addressHash } from "#server/links.ts";
import { findImport, type ImportPlan } from "#server/store/imports.ts";
import type { Batch } from "./batch.ts";
import type { RowPerson } from "./read-row.ts";

const ID_PURPOSE = "erased-id";

/**
 * Notes in the imports that a person was erased, in the transaction that erases them. One that waits or goes on passes
 * over the rows that name the person, and keeps no rejected rows. The files of all others may hold the person: they are
 * marked, and `Imports.removeErased` removes them.
 */
export function* eraseFromImports(tx: Transaction, keys: Keys, person: RowPerson): Steps<void> {
  const { imports } = tx.tables;
  const rows = yield* run(
    tx.query.select({ id: imports.id, status: imports.status, mapping: imports.mapping }).from(imports),
  );
  const marks = marksOf(keys, person);
  for (const { id, status, mapping } of rows) {
    const plan = mapping as ImportPlan;
    const holdsNobody = status === "done" && plan.rejectedBytes === 0;
    if (plan.filesErased || holdsNobody) continue;
    const isOpen = status === "queued" || status === "running";
    const next: ImportPlan = isOpen
      ? { ...plan, erased: [...new Set([...(plan.erased ?? []), ...marks])] }
      : { ...plan, filesErased: true };
    yield* run(tx.query.update(imports).set({ mapping: next }).where(eq(imports.id, id)));
  }
}

/** Notes that the files of an import are removed, because somebody in it may have been erased. */
export function* markFilesErased(tx: Transaction, id: number): Steps<void> {
  const { imports } = tx.tables;
  const row = yield* findImport(id);
  if (!row) return;
  const { erased: _served, ...plan } = row.plan;
  const mapping: ImportPlan = { ...plan, filesErased: true };
  yield* run(tx.query.update(imports).set({ mapping }).where(eq(imports.id, id)));
}

/** The rows of a batch without those of erased people, which count as rejected and are written nowhere. */
export function passOver(batch: Batch, erased: readonly string[] | undefined, keys: Keys): Batch {
  if (!erased || erased.length === 0) return batch;
  const marks = new Set(erased);
  const rejected = [...batch.rejected];
  const spare = <T extends { row: RowPerson }>(rows: T[]) =>
    rows.filter(({ row }) => {
      const isErased = marksOf(keys, row).some((mark) => marks.has(mark));
      if (isErased) rejected.push({ cells: [], why: { kind: "rejected", reason: "erased", column: null } });
      return !isErased;
    });
  return { ...batch, profiles: spare(batch.profiles), events: spare(batch.events), rejected };
}

/** Keyed hashes that tell nobody who it is. */
function marksOf(keys: Keys, { externalId, email }: RowPerson): string[] {
  const marks: string[] = [];
  if (email !== null) marks.push(addressHash(keys, "email", email));
  if (externalId !== null) marks.push(keys.sign(ID_PURPOSE, externalId));
  return marks;
}
