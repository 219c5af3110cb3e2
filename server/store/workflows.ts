import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Backfill, Tables, WorkflowKind } from "#drizzle/tables.ts";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";
import type { Graph } from "#workflows/graph.ts";
import type { PeopleAnswers } from "#workflows/people-inside.ts";
import { countReached, type GoalCount, goalOf } from "./goal-counts.ts";
import { moveAfter } from "./pending-moves.ts";
import { broughtBack } from "./versions.ts";

export type Workflow = Tables["workflows"]["$inferSelect"];
export type Version = Tables["versions"]["$inferSelect"];

export interface WorkflowSummary extends Workflow {
  activeRuns: number;
  /** The draft that the live version was made from; null without one. */
  liveRevision: number | null;
  /** The graph of the live version. */
  live: Graph | null;
  /** Only where the live version has a goal. */
  goal: ({ event: string } & GoalCount) | null;
}

/** What sends a one-off message is made and kept by it, and nobody's to see or to change. */
export function isShown(workflows: Tables["workflows"]) {
  return and(isNull(workflows.removedAt), eq(workflows.kind, "workflow"));
}

/** Every workflow, the last changed first. */
export async function listWorkflows(db: Database): Promise<WorkflowSummary[]> {
  const { workflows, versions, runs } = db.tables;
  const activeRuns = sql<number>`(select count(*) from ${runs} where ${runs.workflowId} = ${workflows.id} and ${runs.status} = 'active')`;
  const rows = await db.query
    .select({
      workflow: workflows,
      activeRuns: activeRuns.mapWith(Number),
      liveRevision: versions.draftRevision,
      live: versions.graph,
    })
    .from(workflows)
    .leftJoin(versions, eq(versions.id, workflows.liveVersionId))
    .where(isShown(workflows))
    .orderBy(desc(workflows.updatedAt), desc(workflows.id));
  const goals = new Map(rows.map(({ workflow, live }) => [workflow.id, goalOf(live)]));
  const counts = await countReached(
    db,
    [...goals].flatMap(([id, event]) => (event === null ? [] : id)),
  );
  return rows.map(({ workflow, ...rest }) => {
    const event = goals.get(workflow.id);
    const count = counts.get(workflow.id);
    return { ...workflow, ...rest, goal: event && count ? { event, ...count } : null };
  });
}

export async function findWorkflow(
  db: Database,
  id: number,
): Promise<{ workflow: Workflow; live: Version | null } | undefined> {
  const { workflows, versions } = db.tables;
  const [row] = await db.query
    .select({ workflow: workflows, live: versions })
    .from(workflows)
    .leftJoin(versions, eq(versions.id, workflows.liveVersionId))
    .where(and(eq(workflows.id, id), isShown(workflows)));
  return row;
}

export function* insertWorkflow(
  tx: Transaction,
  workflow: { name: string; draft: Graph; now: number; kind?: WorkflowKind; tags?: string[] },
): Steps<number> {
  const { name, draft, now, kind = "workflow", tags = [] } = workflow;
  const [row] = yield* run(
    tx.query
      .insert(tx.tables.workflows)
      .values({ name, draft, kind, tags, status: "draft", draftRevision: 1, createdAt: now, updatedAt: now })
      .returning({ id: tx.tables.workflows.id }),
  );
  return row!.id;
}

export function* renameWorkflow(tx: Transaction, id: number, name: string, now: number): Steps<boolean> {
  const { workflows } = tx.tables;
  const rows = yield* run(
    tx.query
      .update(workflows)
      .set({ name, updatedAt: now })
      .where(and(eq(workflows.id, id), isShown(workflows)))
      .returning({ id: workflows.id }),
  );
  return rows.length > 0;
}

/** Saves a draft made from `revision` by an account, or by a program; null when somebody else has saved since. */
export function* saveDraft(
  tx: Transaction,
  id: number,
  draft: { revision: number; graph: Graph; by?: string | null },
  now: number,
): Steps<number | null> {
  const { workflows } = tx.tables;
  const [row] = yield* run(
    tx.query
      .update(workflows)
      .set({
        draft: draft.graph,
        draftRevision: draft.revision + 1,
        draftBy: draft.by ?? null,
        updatedAt: now,
      })
      .where(and(eq(workflows.id, id), eq(workflows.draftRevision, draft.revision), isShown(workflows)))
      .returning({ revision: workflows.draftRevision }),
  );
  return row?.revision ?? null;
}

/**
 * Makes an immutable version of the draft and switches the workflow on with it; null when the draft has changed, or the
 * workflow was archived. One that is paused stays so, unless `resume` says that its people are to go on.
 * `backfill` begins one, or none; "keep" goes on with one that is under way.
 */
export function* publishDraft(
  tx: Transaction,
  id: number,
  {
    revision,
    by,
    backfill,
    rearms = false,
    people = null,
    resume = false,
  }: {
    revision: number;
    by: string;
    backfill: Backfill | "keep" | null;
    /** Its trigger watches others than the one before: what was timed is void. */
    rearms?: boolean;
    /** What happens to the people inside; null: they stay on their versions, or go where they were to go before. */
    people?: PeopleAnswers | null;
    resume?: boolean;
  },
  now: number,
): Steps<{ versionId: number; number: number; status: "live" | "paused" } | null> {
  const { workflows, versions } = tx.tables;
  const [workflow] = yield* run(
    tx.query
      .select()
      .from(workflows)
      .where(and(eq(workflows.id, id), isNull(workflows.removedAt), isNull(workflows.archivedAt))),
  );
  if (workflow?.draftRevision !== revision) return null;
  const [last] = yield* run(
    tx.query
      .select({ number: versions.number })
      .from(versions)
      .where(eq(versions.workflowId, id))
      .orderBy(desc(versions.number))
      .limit(1),
  );
  const number = (last?.number ?? 0) + 1;
  const wasPaused = workflow.status === "paused";
  const status = wasPaused && !resume ? "paused" : "live";
  const [version] = yield* run(
    tx.query
      .insert(versions)
      .values({
        workflowId: id,
        number,
        graph: workflow.draft,
        draftRevision: revision,
        publishedAt: now,
        publishedBy: by,
        restores: yield* broughtBack(tx, workflow),
      })
      .returning({ id: versions.id }),
  );
  yield* run(
    tx.query
      .update(workflows)
      .set({
        liveVersionId: version!.id,
        // A workflow from before this was kept has timers that count from nothing.
        timersSince: rearms || workflow.liveVersionId === null ? version!.id : workflow.timersSince,
        ...(wasPaused && resume ? { resumedAt: now } : {}),
        status,
        backfill: backfill === "keep" ? workflow.backfill : backfill,
        move: people ? moveAfter(workflow.move, people, version!.id) : workflow.move,
        updatedAt: now,
      })
      .where(eq(workflows.id, id)),
  );
  return { versionId: version!.id, number, status };
}

/** Pauses or resumes; false when the workflow is not in the other state, or is archived. */
export function* switchWorkflow(
  tx: Transaction,
  id: number,
  to: "live" | "paused",
  now: number,
): Steps<boolean> {
  const { workflows } = tx.tables;
  const from = to === "live" ? "paused" : "live";
  const rows = yield* run(
    tx.query
      .update(workflows)
      .set({ status: to, updatedAt: now, ...(to === "live" ? { resumedAt: now } : {}) })
      .where(
        and(
          eq(workflows.id, id),
          eq(workflows.status, from),
          isNull(workflows.archivedAt),
          isShown(workflows),
        ),
      )
      .returning({ id: workflows.id }),
  );
  return rows.length > 0;
}

/** Takes a workflow out of sight; people inside are held, as by a pause. */
export function* removeWorkflow(tx: Transaction, id: number, now: number): Steps<boolean> {
  const { workflows } = tx.tables;
  const status = sql`case when ${workflows.status} = 'live' then 'paused' else ${workflows.status} end`;
  const rows = yield* run(
    tx.query
      .update(workflows)
      .set({ removedAt: now, status })
      .where(and(eq(workflows.id, id), isShown(workflows)))
      .returning({ id: workflows.id }),
  );
  return rows.length > 0;
}

/** Brings a removed workflow back, paused if it was live. */
export function* restoreWorkflow(tx: Transaction, id: number): Steps<boolean> {
  const { workflows } = tx.tables;
  const rows = yield* run(
    tx.query
      .update(workflows)
      .set({ removedAt: null })
      .where(and(eq(workflows.id, id), eq(workflows.kind, "workflow")))
      .returning({ id: workflows.id }),
  );
  return rows.length > 0;
}

/** The live workflows whose backfill is not done. */
export async function findUnfinishedBackfills(db: Database): Promise<Workflow[]> {
  const { workflows } = db.tables;
  return await db.query
    .select()
    .from(workflows)
    .where(and(isNotNull(workflows.backfill), eq(workflows.status, "live")));
}

/** Keeps how far a backfill got, null when it is done; false when the workflow is no longer live on that version. */
export function* saveBackfill(
  tx: Transaction,
  { workflowId, versionId }: { workflowId: number; versionId: number },
  backfill: Backfill | null,
): Steps<boolean> {
  const { workflows } = tx.tables;
  const rows = yield* run(
    tx.query
      .update(workflows)
      .set({ backfill })
      .where(
        and(
          eq(workflows.id, workflowId),
          eq(workflows.liveVersionId, versionId),
          eq(workflows.status, "live"),
          isNotNull(workflows.backfill),
        ),
      )
      .returning({ id: workflows.id }),
  );
  return rows.length > 0;
}

/** How many have entered, are inside now and, where the live version has a goal, have reached it. */
export async function countRuns(
  db: Database,
  workflowId: number,
): Promise<{ entered: number; active: number; goalEvent: string | null; converted: number }> {
  const { runs, workflows, versions } = db.tables;
  const [row] = await db.query
    .select({
      entered: sql<number>`count(*)`.mapWith(Number),
      active: sql<number>`count(*) filter (where ${runs.status} = 'active')`.mapWith(Number),
    })
    .from(runs)
    .where(eq(runs.workflowId, workflowId));
  const [version] = await db.query
    .select({ graph: versions.graph })
    .from(workflows)
    .innerJoin(versions, eq(versions.id, workflows.liveVersionId))
    .where(eq(workflows.id, workflowId));
  const goalEvent = goalOf(version?.graph ?? null);
  const reached = and(eq(runs.workflowId, workflowId), isNotNull(runs.convertedAt));
  return { ...row!, goalEvent, converted: goalEvent === null ? 0 : await db.query.$count(runs, reached) };
}
