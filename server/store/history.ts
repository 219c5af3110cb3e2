import { sql } from "drizzle-orm";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import type { Reason, ReasonValues } from "#workflows/reasons.ts";

export interface HistoryEntry {
  profileId: number;
  at: number;
  workflowId?: number | null;
  runId?: number | null;
  nodeId?: string | null;
  visit?: number | null;
  reason: Reason;
}

const insert = statement<{
  profileId: number;
  at: number;
  workflowId: number | null;
  runId: number | null;
  nodeId: string | null;
  visit: number | null;
  code: string;
  values: ReasonValues;
}>()((query, { history }) =>
  query.insert(history).values({
    profileId: sql.placeholder("profileId"),
    at: sql.placeholder("at"),
    workflowId: sql.placeholder("workflowId"),
    runId: sql.placeholder("runId"),
    nodeId: sql.placeholder("nodeId"),
    visit: sql.placeholder("visit"),
    code: sql.placeholder("code"),
    values: sql.placeholder("values"),
  }),
);

/** Writes down why something did or did not happen to a person. */
export function* note(entry: HistoryEntry): Steps<void> {
  yield* prepared(insert, {
    profileId: entry.profileId,
    at: entry.at,
    workflowId: entry.workflowId ?? null,
    runId: entry.runId ?? null,
    nodeId: entry.nodeId ?? null,
    visit: entry.visit ?? null,
    code: entry.reason.code,
    values: entry.reason.values ?? {},
  });
}
