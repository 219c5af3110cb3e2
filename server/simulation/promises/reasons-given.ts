import { wordReason } from "#workflows/reasons.ts";
import type { Checker } from "./checker.ts";

/** Nobody wonders why: what was skipped, held, refused or went wrong has its reason, in words that people know. */
export function reasonsGiven(): Checker {
  /** Codes by what they are about, and by the run. */
  const ofVisit = new Map<string, Set<string>>();
  const ofRun = new Map<number, Set<string>>();
  return {
    check({ rows }) {
      const broken: string[] = [];
      for (const entry of rows.newHistory) {
        const { code, runId } = entry;
        if (wordReason(code) === code) broken.push(`the reason “${code}” has no words`);
        put(ofVisit, subject(entry), code);
        if (runId !== null) put(ofRun, runId, code);
      }
      for (const { before, after } of rows.changedMessages) {
        const { key, status, reasonCode, dueAt } = after;
        const told = ofVisit.get(subject(after));
        if (status === "skipped" || status === "failed" || status === "unknown") {
          if (reasonCode === null) broken.push(`message ${key} is “${status}” without a reason`);
          else if (!told?.has(reasonCode))
            broken.push(`message ${key} is “${status}” for “${reasonCode}”, and the history does not say so`);
        }
        const putOff =
          before?.status === "queued" &&
          status === "queued" &&
          after.attempts === before.attempts &&
          (dueAt ?? 0) > (before.dueAt ?? 0);
        // A busy receiver is nothing about the person, so the message says it alone.
        if (putOff && reasonCode !== "message.host-busy" && !told?.has(reasonCode ?? ""))
          broken.push(`message ${key} was put off for “${reasonCode}”, and the history does not say so`);
        const tried = status === "queued" && after.attempts > 0 && after.attempts !== before?.attempts;
        if ((tried || (before?.status === "handed" && status === "queued")) && !told?.has("message.retrying"))
          broken.push(`message ${key} is tried again, and the history does not say so`);
      }
      for (const { before, after } of rows.changedRuns) {
        const { id, status, endCode, endedAt } = after;
        if (!before && !ofRun.get(id)?.has("run.started"))
          broken.push(`run ${id} began, and nothing says so`);
        if (status === "active") continue;
        if (endCode === null || endedAt === null) broken.push(`run ${id} is “${status}” without a reason`);
        else if (!ofRun.get(id)?.has(endCode))
          broken.push(`run ${id} ended for “${endCode}”, and the history does not say so`);
      }
      return broken;
    },
  };
}

/** A visit of a run, or the person, for what is in no run. */
function subject({
  profileId,
  runId,
  visit,
}: {
  profileId: number;
  runId: number | null;
  visit: number | null;
}): string {
  return runId === null ? `person ${profileId}` : `${runId} ${visit}`;
}

function put<K>(codes: Map<K, Set<string>>, key: K, code: string): void {
  const known = codes.get(key);
  if (known) known.add(code);
  else codes.set(key, new Set([code]));
}
