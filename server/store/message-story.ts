import { and, asc, eq, gte, inArray, isNull, or } from "drizzle-orm";
import { run, type Steps, type Transaction } from "#server/database/database.ts";
import type { ReasonCode, ReasonValues } from "#workflows/reasons.ts";
import type { Message } from "./messages.ts";

/** Noted when somebody sends a message again or thinks better of it, beside what its own step noted. */
const RESEND_CODES = ["message.resent", "message.resend-stopped"];
/** Noted when a service says that a message reached the phone: `values.message`, where no step tells. */
export const DELIVERED = "message.delivered" satisfies ReasonCode;

/** What was noted while a message waited, went out and was sent again; the oldest first. */
export function* notesOnMessage(
  tx: Transaction,
  { id, profileId, runId, nodeId, visit, createdAt }: Omit<Message, "content" | "rendered" | "data">,
): Steps<{ at: number; code: string; values: ReasonValues }[]> {
  const { history } = tx.tables;
  const ofStep =
    runId === null || nodeId === null || visit === null
      ? undefined
      : and(eq(history.runId, runId), eq(history.nodeId, nodeId), eq(history.visit, visit));
  const outsideRuns = and(isNull(history.runId), eq(history.code, DELIVERED));
  const notes = yield* run(
    tx.query
      .select({ at: history.at, code: history.code, values: history.values, runId: history.runId })
      .from(history)
      .where(
        and(
          eq(history.profileId, profileId),
          gte(history.at, createdAt),
          or(ofStep, inArray(history.code, RESEND_CODES), outsideRuns),
        ),
      )
      .orderBy(asc(history.at), asc(history.id)),
  );
  return notes.filter((one) => one.code !== DELIVERED || one.runId !== null || one.values.message === id);
}

/** The step that a message is from and the version that it is in; null for one outside of runs. */
export function* stepOfMessage(tx: Transaction, { runId, nodeId }: Pick<Message, "runId" | "nodeId">) {
  if (runId === null || nodeId === null) return null;
  const { runs, versions } = tx.tables;
  const [found] = yield* run(
    tx.query
      .select({ version: versions.number, graph: versions.graph })
      .from(runs)
      .innerJoin(versions, eq(versions.id, runs.versionId))
      .where(eq(runs.id, runId)),
  );
  return found ? { ...found, nodeId } : null;
}
