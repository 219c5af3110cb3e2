import { addDuration } from "./duration.ts";
import { resolveLocal } from "./local-time.ts";
import { readPath } from "./read-path.ts";
import type { Reason } from "./reasons.ts";
import type { RunData } from "./run.ts";
import type { WorkflowSettings } from "./settings.ts";

/** What a profile has been through in this workflow. */
export interface PastEntries {
  last: { runId: number; startedAt: number } | null;
  /** How many of its runs are under way. */
  active: number;
}

export type Entry =
  /** `restart`: the runs that are under way end first. */
  | { kind: "enter"; entryKey: string; restart: boolean }
  /** `entryKey`: under which it would have entered; null when it has none. */
  | { kind: "refuse"; entryKey: string | null; reason: Reason };

/**
 * Whether a profile may enter now, and under which key: a second entry under the same key is refused by the database.
 * The trigger's key stands for one cart, quiet spell, date or time of the schedule.
 */
export function decideEntry(
  settings: WorkflowSettings,
  entry: { entryKey: string; data: RunData; onceOnly?: boolean },
  past: PastEntries,
  zones: { profile: string; shop: string },
  now: number,
): Entry {
  const closed = outOfTime(settings, zones.shop, now);
  if (closed) return { kind: "refuse", entryKey: null, reason: closed };
  const key = entryKeyFor(settings, entry, past, zones.profile, now);
  if (typeof key !== "string") return { kind: "refuse", entryKey: null, reason: key };
  if (past.active > 0 && settings.whenInside === "skip")
    return { kind: "refuse", entryKey: key, reason: { code: "entry.inside" } };
  return { kind: "enter", entryKey: key, restart: past.active > 0 && settings.whenInside === "restart" };
}

/** Why a workflow takes nobody in now, because of its own dates; null when it does. */
export function outOfTime({ startsAt, endsAt }: WorkflowSettings, zone: string, now: number): Reason | null {
  if (startsAt !== "" && now < resolveLocal(startsAt, zone))
    return { code: "entry.not-begun", values: { date: startsAt.replace("T", " ") } };
  if (endsAt !== "" && now >= resolveLocal(endsAt, zone))
    return { code: "entry.over", values: { date: endsAt.replace("T", " ") } };
  return null;
}

function entryKeyFor(
  settings: WorkflowSettings,
  { entryKey, data, onceOnly }: { entryKey: string; data: RunData; onceOnly?: boolean },
  { last }: PastEntries,
  zone: string,
  now: number,
): string | Reason {
  // Named after the run before it: however often the same entry is tried, there is one after each run.
  const again = onceOnly ? entryKey : `${entryKey}~${last?.runId ?? 0}`;
  switch (settings.reentry) {
    case "once":
      return entryKey;
    case "after-exit":
      return again;
    case "after-days": {
      const days = settings.reentryDays;
      const free = last && addDuration(last.startedAt, { amount: days, unit: "days" }, zone);
      return free !== null && now < free ? { code: "entry.too-soon", values: { days } } : again;
    }
    case "per-key": {
      const value = readPath(data, settings.reentryKey);
      const plain = typeof value === "string" || typeof value === "number";
      if (!plain || value === "") return { code: "entry.no-key", values: { path: settings.reentryKey } };
      return `key-${value}`;
    }
  }
}
