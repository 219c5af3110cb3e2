import { and, desc, eq, inArray, isNull, max, min } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { compileGraph } from "#workflows/compile.ts";
import { stepLabel } from "#workflows/step-label.ts";
import type { RunFact, WhyFacts } from "#workflows/why-facts.ts";

/** Runs of one person in one workflow that are looked at, the newest. */
const RUNS_MAX = 5;
/** Rows of each kind that are read for them, the newest. */
const ROWS_MAX = 500;
const REFUSALS_MAX = 5;

export interface WhyQuestion {
  workflowId: number;
  profileId: number;
  nodeId: string | null;
}

/** What is stored about why a person did, or did not, get what a workflow sends; null when there is no such workflow or person. */
export async function readWhyFacts(
  db: Database,
  { workflowId, profileId, nodeId }: WhyQuestion,
): Promise<Omit<WhyFacts, "sendingOff" | "zone"> | null> {
  const { workflows, versions, profiles, history, timers, events, eventNames } = db.tables;
  const [workflow] = await db.query
    .select({ status: workflows.status, draft: workflows.draft, graph: versions.graph })
    .from(workflows)
    .leftJoin(versions, eq(versions.id, workflows.liveVersionId))
    .where(and(eq(workflows.id, workflowId), isNull(workflows.removedAt)));
  const [profile] = await db.query
    .select({ id: profiles.id })
    .from(profiles)
    .where(eq(profiles.id, profileId));
  if (!workflow || !profile) return null;
  const [published] = await db.query
    .select({ at: min(versions.publishedAt) })
    .from(versions)
    .where(eq(versions.workflowId, workflowId));
  const graph = compileGraph(workflow.graph ?? workflow.draft);
  const names = graph.trigger?.definition.listens(graph.trigger.config) ?? [];
  const seen =
    names.length === 0
      ? []
      : await db.query
          .select({ name: eventNames.name, lastAt: max(events.at) })
          .from(eventNames)
          .leftJoin(events, and(eq(events.nameId, eventNames.id), eq(events.profileId, profileId)))
          .where(inArray(eventNames.name, names))
          .groupBy(eventNames.name);
  // In no order: in that of their times, all timers of the workflow would be walked over.
  const due = await db.query
    .select({ dueAt: timers.dueAt })
    .from(timers)
    .where(and(eq(timers.workflowId, workflowId), eq(timers.profileId, profileId)));
  const refusals = await db.query
    .select({ at: history.at, nodeId: history.nodeId, code: history.code, values: history.values })
    .from(history)
    .where(and(eq(history.profileId, profileId), eq(history.workflowId, workflowId), isNull(history.runId)))
    .orderBy(desc(history.at), desc(history.id))
    .limit(REFUSALS_MAX);
  return {
    nodeId,
    workflow: { status: workflow.status, liveSince: numberOrNull(published?.at) },
    trigger: graph.trigger && {
      manual: graph.trigger.definition.manual === true,
      events: names.map((name) => ({
        name,
        lastAt: numberOrNull(seen.find((event) => event.name === name)?.lastAt),
      })),
    },
    runs: await readRuns(db, { workflowId, profileId }),
    refusals,
    timerDueAt: due.length > 0 ? Math.min(...due.map(({ dueAt }) => dueAt)) : null,
    steps: new Map([...graph.steps.keys()].map((id) => [id, stepLabel(graph, id)])),
  };
}

async function readRuns(
  db: Database,
  { workflowId, profileId }: Pick<WhyQuestion, "workflowId" | "profileId">,
): Promise<RunFact[]> {
  const { runs, visits, history, messages } = db.tables;
  const found = await db.query
    .select()
    .from(runs)
    .where(and(eq(runs.workflowId, workflowId), eq(runs.profileId, profileId)))
    .orderBy(desc(runs.id))
    .limit(RUNS_MAX);
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return [];
  const notes = await db.query
    .select({
      runId: history.runId,
      at: history.at,
      nodeId: history.nodeId,
      code: history.code,
      values: history.values,
    })
    .from(history)
    .where(inArray(history.runId, ids))
    .orderBy(desc(history.id))
    .limit(ROWS_MAX);
  const asked = await db.query
    .select({
      id: messages.id,
      runId: messages.runId,
      nodeId: messages.nodeId,
      status: messages.status,
      captured: messages.captured,
      reasonCode: messages.reasonCode,
      reasonValues: messages.reasonValues,
      createdAt: messages.createdAt,
      handedAt: messages.handedAt,
      dueAt: messages.dueAt,
      endedAt: messages.endedAt,
    })
    .from(messages)
    .where(inArray(messages.runId, ids))
    .orderBy(desc(messages.id))
    .limit(ROWS_MAX);
  const visited = await db.query
    .selectDistinct({ runId: visits.runId, nodeId: visits.nodeId })
    .from(visits)
    .where(inArray(visits.runId, ids))
    .limit(ROWS_MAX);
  return found.map((run) => ({
    id: run.id,
    status: run.status,
    nodeId: run.state.nodeId,
    waitsUntil: run.state.waiting?.kind === "time" ? run.state.waiting.until : null,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    endCode: run.endCode,
    convertedAt: run.convertedAt,
    visitedNodes: visited.filter(({ runId }) => runId === run.id).map(({ nodeId }) => nodeId),
    notes: notes.filter(({ runId }) => runId === run.id).toReversed(),
    messages: asked.filter(({ runId }) => runId === run.id).toReversed(),
  }));
}

/** PostgreSQL answers aggregates of big numbers as text. */
function numberOrNull(value: number | string | null | undefined): number | null {
  return value == null ? null : Number(value);
}
