import type { Steps } from "#server/database/database.ts";
import { tellRunStarted } from "#server/notices/runs.ts";
import { note } from "#server/store/history.ts";
import type { Profile } from "#server/store/profiles.ts";
import { activeRunsOf, hasEntered, insertRun, lastRunOf, type Run } from "#server/store/runs.ts";
import type { CompiledGraph } from "#workflows/compile.ts";
import { decideEntry, type Entry } from "#workflows/entry.ts";
import { startRun } from "#workflows/interpreter.ts";
import type { Reason } from "#workflows/reasons.ts";
import type { RunData } from "#workflows/run.ts";
import { wordSettingNames } from "#workflows/settings.ts";
import type { LiveVersion } from "./live.ts";
import { noteTouched } from "./segments/note-touched.ts";
import { moveRun, type StepServices } from "./step.ts";

export interface NewEntry {
  entryKey: string;
  data: RunData;
  /** How many workflows stand behind it. */
  depth?: number;
  /** Nobody enters by this key twice, whatever the rule of entering again says. */
  onceOnly?: boolean;
  /** When what starts it happened; without it, now. */
  since?: number;
}

export type EntryResult = { kind: "started"; runId: number } | { kind: "refused"; reason: Reason };

/** Every start by hand is the same entry: the workflow's own rule says whether a person may enter again. */
export const BY_HAND_KEY = "by-hand";

/** Starts a run and takes its first step, in the caller's transaction; an entry that is refused is noted. */
export function* enter(
  services: StepServices,
  version: LiveVersion,
  profile: Profile,
  entry: NewEntry,
  now: number,
): Steps<EntryResult> {
  const { workflowId, graph } = version;
  const { live } = services;
  if (graph.unreadable.length > 0) return yield* refuse(version, profile, unreadableReason(graph), now);
  const zones = { profile: live.zoneOf(profile), shop: live.settings.shop.timezone };
  const { decision, active } = yield* mayEnter(version, profile.id, entry, zones, now);
  if (decision.kind === "refuse") return yield* refuse(version, profile, decision.reason, now);
  if (decision.restart) {
    for (const run of active) {
      yield* moveRun(services, run, profile, { kind: "exit", reason: { code: "run.restarted" } }, now);
    }
  }
  const state = startRun(graph, entry.data, {
    depth: entry.depth,
    since: Math.min(entry.since ?? now, now),
  });
  const run = yield* insertRun({
    workflowId,
    versionId: version.id,
    profileId: profile.id,
    entryKey: decision.entryKey,
    state,
    startedAt: now,
  });
  // Another process was faster.
  if (!run) return yield* refuse(version, profile, repeatReason(graph, decision.entryKey), now);
  const at = { profileId: profile.id, workflowId, at: now, runId: run.id, nodeId: state.nodeId, visit: 0 };
  yield* note({ ...at, reason: { code: "run.started" } });
  yield* noteTouched(services, profile.id, { kind: "workflow", workflowId }, now, {
    depth: (entry.depth ?? 0) + 1,
  });
  if (live.subscriptions.any) yield* tellRunStarted(live, run, profile, now);
  yield* moveRun(services, run, profile, { kind: "start" }, now);
  return { kind: "started", runId: run.id };
}

/**
 * Whether a profile may enter now, by what it has been through in this workflow; with its runs there that are under way.
 * Writes nothing.
 */
export function* mayEnter(
  { workflowId, graph }: Pick<LiveVersion, "workflowId" | "graph">,
  profileId: number,
  entry: NewEntry,
  zones: { profile: string; shop: string },
  now: number,
): Steps<{ decision: Entry; active: Run[] }> {
  const last = yield* lastRunOf(workflowId, profileId);
  const active = last ? (yield* activeRunsOf(profileId)).filter((run) => run.workflowId === workflowId) : [];
  const past = { last: last ? { runId: last.id, startedAt: last.startedAt } : null, active: active.length };
  const decision = decideEntry(graph.settings, entry, past, zones, now);
  const { entryKey } = decision;
  const repeated = last && entryKey !== null && (yield* hasEntered(workflowId, profileId, entryKey));
  if (!repeated) return { decision, active };
  return { decision: { kind: "refuse", entryKey, reason: repeatReason(graph, entryKey) }, active };
}

function* refuse(version: LiveVersion, profile: Profile, reason: Reason, now: number): Steps<EntryResult> {
  yield* note({ profileId: profile.id, workflowId: version.workflowId, at: now, reason });
  return { kind: "refused", reason };
}

function unreadableReason({ unreadable }: CompiledGraph): Reason {
  return { code: "entry.settings-unreadable", values: { settings: wordSettingNames(unreadable) } };
}

function repeatReason(graph: CompiledGraph, entryKey: string): Reason {
  switch (graph.settings.reentry) {
    case "once":
      return { code: "run.entry-refused-once" };
    case "per-key":
      return { code: "entry.same-key", values: { key: entryKey.replace(/^key-/, "") } };
    default:
      return { code: "entry.same-occasion" };
  }
}
