import type { Steps } from "#server/database/database.ts";
import { findProfile } from "#server/store/profiles.ts";
import type { Run } from "#server/store/runs.ts";
import type { RunEnd } from "#workflows/interpreter.ts";
import { word } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { type Listeners, type NoticePerson, writeNotice } from "./write.ts";

/** Tells that a run began, in the transaction that began it. */
export function* tellRunStarted(live: Listeners, run: Run, person: NoticePerson, now: number): Steps<void> {
  if (live.subscriptions.wants("run.started"))
    yield* writeNotice(live, "run.started", person, factsOf(run), now);
}

/** Tells that a run has ended, in the transaction that ended it; the person is looked up when nobody has them at hand. */
export function* tellRunEnded(
  live: Listeners,
  run: Run,
  person: NoticePerson | null,
  { end: { status, reason }, nodeId }: { end: RunEnd; nodeId: string },
  now: number,
): Steps<void> {
  const kind = `run.${status}` as const;
  if (!live.subscriptions.wants(kind)) return;
  const known = person ?? (yield* findProfile(run.profileId));
  if (!known) return;
  const told = { code: reason.code, text: word(wordReason(reason.code, reason.values)) };
  const facts = { ...factsOf(run), endedAt: new Date(now).toISOString(), nodeId, reason: told };
  yield* writeNotice(live, kind, known, facts, now);
}

/** Tells that a run has reached its goal. `at` is when the person did what the goal asks for. */
export function* tellRunConverted(
  live: Listeners,
  run: Run,
  person: NoticePerson,
  { event, at }: { event: string; at: number },
  now: number,
): Steps<void> {
  if (!live.subscriptions.wants("run.converted")) return;
  const facts = { ...factsOf(run), event, convertedAt: new Date(at).toISOString() };
  yield* writeNotice(live, "run.converted", person, facts, now);
}

function factsOf({ id, workflowId, versionId, startedAt }: Run) {
  return { runId: id, workflowId, versionId, startedAt: new Date(startedAt).toISOString() };
}
