import { and, eq, gt, lte, ne } from "drizzle-orm";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";

/** After this long without a word a tab is taken for closed. */
export const EDITOR_VOID_MS = 45_000;

/** Notes that somebody has a workflow open in a tab of their browser, and forgets tabs that have fallen silent. */
export function* noteEditor(
  { query, tables: { workflowEditors } }: Transaction,
  editor: { workflowId: number; tab: string; userId: string },
  now: number,
): Steps<void> {
  yield* run(query.delete(workflowEditors).where(lte(workflowEditors.seenAt, now - EDITOR_VOID_MS)));
  yield* run(
    query
      .insert(workflowEditors)
      .values({ ...editor, seenAt: now })
      .onConflictDoUpdate({
        target: [workflowEditors.workflowId, workflowEditors.tab],
        set: { seenAt: now, userId: editor.userId },
      }),
  );
}

/** Notes that a tab was closed. */
export function* forgetEditor(
  { query, tables: { workflowEditors } }: Transaction,
  { workflowId, tab, userId }: { workflowId: number; tab: string; userId: string },
): Steps<void> {
  yield* run(
    query
      .delete(workflowEditors)
      .where(
        and(
          eq(workflowEditors.workflowId, workflowId),
          eq(workflowEditors.tab, tab),
          eq(workflowEditors.userId, userId),
        ),
      ),
  );
}

/** Who else has a workflow open, each once and in the order of their names; oneself too, in another tab. */
export async function listEditors(
  { query, tables: { workflowEditors, users } }: Database,
  { workflowId, tab }: { workflowId: number; tab: string },
  now: number,
): Promise<{ userId: string; name: string }[]> {
  return await query
    .selectDistinct({ userId: users.id, name: users.name })
    .from(workflowEditors)
    .innerJoin(users, eq(users.id, workflowEditors.userId))
    .where(
      and(
        eq(workflowEditors.workflowId, workflowId),
        ne(workflowEditors.tab, tab),
        gt(workflowEditors.seenAt, now - EDITOR_VOID_MS),
      ),
    )
    .orderBy(users.name, users.id);
}
