import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import { isShown } from "./workflows.ts";

/** Puts a workflow away, paused if it was live: people inside stay where they are. False when it is away already. */
export function* archiveWorkflow(tx: Transaction, id: number, now: number): Steps<boolean> {
  const { workflows } = tx.tables;
  const status = sql`case when ${workflows.status} = 'live' then 'paused' else ${workflows.status} end`;
  const rows = yield* run(
    tx.query
      .update(workflows)
      .set({ archivedAt: now, status })
      .where(and(eq(workflows.id, id), isNull(workflows.archivedAt), isShown(workflows)))
      .returning({ id: workflows.id }),
  );
  return rows.length > 0;
}

/** Brings an archived workflow back as it was put away; false when it is not archived. */
export function* unarchiveWorkflow(tx: Transaction, id: number): Steps<boolean> {
  const { workflows } = tx.tables;
  const rows = yield* run(
    tx.query
      .update(workflows)
      .set({ archivedAt: null })
      .where(and(eq(workflows.id, id), isNotNull(workflows.archivedAt), isShown(workflows)))
      .returning({ id: workflows.id }),
  );
  return rows.length > 0;
}

/** Sorts a workflow under these tags, instead of those before. */
export function* tagWorkflow(tx: Transaction, id: number, tags: string[]): Steps<boolean> {
  const { workflows } = tx.tables;
  const rows = yield* run(
    tx.query
      .update(workflows)
      .set({ tags })
      .where(and(eq(workflows.id, id), isShown(workflows)))
      .returning({ id: workflows.id }),
  );
  return rows.length > 0;
}
