import { and, asc, desc, eq, gt, inArray, isNull, lte, sql } from "drizzle-orm";
import type { RunChoice, Tables } from "#drizzle/tables.ts";
import {
  type Database,
  prepared,
  run,
  type Steps,
  statement,
  type Transaction,
} from "#server/database/database.ts";
import { meansCameBy, type RunAction, statusesFor } from "#workflows/run-actions.ts";
import { filteredRuns } from "./run-filter.ts";

export type BulkRow = Tables["bulkActions"]["$inferSelect"];

export interface NewBulk {
  workflowId: number;
  action: RunAction;
  choice: RunChoice;
  /** How many runs there are of that choice. */
  total: number;
  /** The account that asks. */
  by: string;
}

/** How many are shown, the newest first. */
const SHOWN_MAX = 5;
/** Runs of one state that a slice may walk over in search of those that fit. */
const WALKED_MAX = 200;

const open = statement<Record<string, never>>()((query, { bulkActions, users }) =>
  query
    .select({ bulk: bulkActions, by: users.name })
    .from(bulkActions)
    .leftJoin(users, eq(users.id, bulkActions.createdBy))
    .where(isNull(bulkActions.endedAt))
    // Of several, each has its turn.
    .orderBy(asc(sql`${bulkActions.done} + ${bulkActions.refused}`), asc(bulkActions.id))
    .limit(1),
);

/** Asks for something to be done to many runs; null while another such request for the workflow is under way. */
export function* beginBulk(tx: Transaction, bulk: NewBulk, now: number): Steps<number | null> {
  const { bulkActions, runs } = tx.tables;
  const { workflowId, action, choice, total, by } = bulk;
  const busy = yield* run(
    tx.query
      .select({ id: bulkActions.id })
      .from(bulkActions)
      .where(and(eq(bulkActions.workflowId, workflowId), isNull(bulkActions.endedAt)))
      .limit(1),
  );
  if (busy.length > 0) return null;
  const [newest] = yield* run(tx.query.select({ id: runs.id }).from(runs).orderBy(desc(runs.id)).limit(1));
  const [made] = yield* run(
    tx.query
      .insert(bulkActions)
      .values({
        workflowId,
        action,
        choice,
        total,
        afterRunId: 0,
        untilRunId: newest?.id ?? 0,
        createdBy: by,
        createdAt: now,
      })
      .returning({ id: bulkActions.id }),
  );
  return made!.id;
}

/** The request whose turn it is, with the name of whoever made it; none when all are done. */
export function* nextBulk(): Steps<{ bulk: BulkRow; by: string | null } | undefined> {
  return (yield* prepared(open, {}))[0];
}

export interface BulkSlice {
  /** In the order of their ids; each with the visit that it was seen in, where somebody saw it. */
  chosen: { runId: number; visit: number | null }[];
  /** Up to where there are no others; null when there are none left. */
  walkedTo: number | null;
}

/** The next runs of a request, at most so many; there may be none among those that were walked over. */
export function* runsOfBulk(tx: Transaction, bulk: BulkRow, limit: number): Steps<BulkSlice> {
  const { choice } = bulk;
  return choice.kind === "list"
    ? yield* nextListed(tx, bulk, choice, limit)
    : yield* nextFiltered(tx, bulk, choice, limit);
}

function* nextListed(
  tx: Transaction,
  { afterRunId, untilRunId, workflowId }: BulkRow,
  { runIds, visits }: Extract<RunChoice, { kind: "list" }>,
  limit: number,
): Steps<BulkSlice> {
  const { runs } = tx.tables;
  const next = runIds
    .map((runId, index) => ({ runId, visit: visits?.[index] ?? null }))
    .filter(({ runId }) => runId > afterRunId && runId <= untilRunId)
    .toSorted((a, b) => a.runId - b.runId)
    .slice(0, limit);
  if (next.length === 0) return { chosen: [], walkedTo: null };
  const found = yield* run(
    tx.query
      .select({ id: runs.id })
      .from(runs)
      .where(
        and(
          inArray(
            runs.id,
            next.map(({ runId }) => runId),
          ),
          eq(runs.workflowId, workflowId),
        ),
      ),
  );
  const known = new Set(found.map(({ id }) => id));
  return { chosen: next.filter(({ runId }) => known.has(runId)), walkedTo: next.at(-1)!.runId };
}

function* nextFiltered(
  tx: Transaction,
  { action, afterRunId, untilRunId, workflowId }: BulkRow,
  choice: Extract<RunChoice, { kind: "filter" }>,
  limit: number,
): Steps<BulkSlice> {
  const { runs } = tx.tables;
  const within = and(gt(runs.id, afterRunId), lte(runs.id, untilRunId));
  const found: number[] = [];
  let walkedTo: number | null = null;
  for (const status of statusesFor(choice.status, action)) {
    const filter = { ...choice, workflowId, statuses: [status], cameBy: meansCameBy(choice.status, action) };
    const [last] = yield* run(
      tx.query
        .select({ id: runs.id })
        .from(runs)
        .where(and(eq(runs.workflowId, workflowId), eq(runs.status, status), within))
        .orderBy(asc(runs.id))
        .offset(WALKED_MAX - 1)
        .limit(1),
    );
    const rows = yield* run(
      tx.query
        .select({ id: runs.id })
        .from(runs)
        .where(and(filteredRuns(tx, filter), within, last && lte(runs.id, last.id)))
        .orderBy(asc(runs.id))
        .limit(limit),
    );
    found.push(...rows.map(({ id }) => id));
    // What is above the end of one state's walk waits for the next slice.
    const end = rows.length === limit ? rows.at(-1)!.id : last?.id;
    if (end !== undefined) walkedTo = Math.min(walkedTo ?? end, end);
  }
  const sure = found.filter((id) => walkedTo === null || id <= walkedTo).toSorted((a, b) => a - b);
  const runIds = sure.slice(0, limit);
  const chosen = runIds.map((runId) => ({ runId, visit: null }));
  if (sure.length > limit) return { chosen, walkedTo: runIds.at(-1)! };
  return { chosen, walkedTo: walkedTo ?? runIds.at(-1) ?? null };
}

/** Keeps how far a request got. */
export function* saveBulk(
  tx: Transaction,
  id: number,
  progress: Pick<BulkRow, "afterRunId" | "done" | "refused" | "refusals" | "endedAt">,
): Steps<void> {
  const { bulkActions } = tx.tables;
  yield* run(tx.query.update(bulkActions).set(progress).where(eq(bulkActions.id, id)));
}

/** Ends a request halfway; what it has done stays done. False when it had ended. */
export function* stopBulk(
  tx: Transaction,
  { id, workflowId, by }: { id: number; workflowId: number; by: string },
  now: number,
): Steps<boolean> {
  const { bulkActions } = tx.tables;
  const stopped = yield* run(
    tx.query
      .update(bulkActions)
      .set({ endedAt: now, stoppedBy: by })
      .where(and(eq(bulkActions.id, id), eq(bulkActions.workflowId, workflowId), isNull(bulkActions.endedAt)))
      .returning({ id: bulkActions.id }),
  );
  return stopped.length > 0;
}

/** The last things that were done to many runs of a workflow, the newest first. */
export async function listBulks(db: Database, workflowId: number) {
  const { bulkActions, users } = db.tables;
  return db.query
    .select({ bulk: bulkActions, by: users.name })
    .from(bulkActions)
    .leftJoin(users, eq(users.id, bulkActions.createdBy))
    .where(eq(bulkActions.workflowId, workflowId))
    .orderBy(desc(bulkActions.id))
    .limit(SHOWN_MAX);
}
