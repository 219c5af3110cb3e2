import type { Steps, Transaction } from "#server/database/database.ts";
import { tellProfilesMerged } from "#server/notices/profiles.ts";
import { noteLeftOut } from "#server/store/attributes.ts";
import { note } from "#server/store/history.ts";
import { uniteProfiles } from "#server/store/merge.ts";
import type { Profile } from "#server/store/profiles.ts";
import { activeRunsOf, type Run } from "#server/store/runs.ts";
import type { Reason } from "#workflows/reasons.ts";
import { followProfile, followZone } from "./follow-profile.ts";
import { enterPassedList, findPassedLists } from "./merge-listed.ts";
import { catchUp, findMissed } from "./merge-missed.ts";
import { moveRun, type StepServices, versionOf } from "./step.ts";

/**
 * Makes one of two profiles that turned out to be one person, in the caller's transaction: `from`, which has no known id,
 * becomes a part of `into`. `reason` is what its history says of it. Answers with the profile as it is then.
 */
export function* mergeProfiles(
  tx: Transaction,
  services: StepServices,
  { from, into, isPublic, reason }: { from: Profile; into: Profile; isPublic: boolean; reason?: Reason },
  now: number,
): Steps<Profile> {
  yield* endDoubles(services, { from, into }, now);
  const missed = [
    yield* findMissed(tx, services, { whose: into.id, by: from.id }, now),
    yield* findMissed(tx, services, { whose: from.id, by: into.id }, now),
  ];
  const passed = yield* findPassedLists(services, { from, into });
  const profile = yield* uniteProfiles(tx, { from, into, isPublic }, now);
  // Every segment looks at the person anew, and so do the stages of life.
  services.dueAt(now);
  yield* note({ profileId: profile.id, at: now, reason: reason ?? mergedReason(from, profile) });
  const leftOut = Object.keys(from.attributes).filter((name) => !Object.hasOwn(profile.attributes, name));
  yield* noteLeftOut(profile.id, leftOut, now);
  yield* tellProfilesMerged(services.live, profile, from.id, now);

  if (from.timezone !== profile.timezone || into.timezone !== profile.timezone)
    yield* followZone(services, profile, now);
  for (const one of missed) yield* catchUp(services, profile, one, now);
  for (const one of passed) yield* enterPassedList(services, profile, one, now);
  // No attribute is new: each was followed when it was set. Rules, waits and dates are looked at for the whole person.
  yield* followProfile(services, { before: { ...profile }, after: profile, depth: 0 }, now);
  return profile;
}

function mergedReason(from: Profile, { email }: Profile): Reason {
  const values = { visitor: from.id };
  if (from.email === null || from.email === email) return { code: "profile.merged", values };
  return { code: "profile.merged-address", values: { ...values, email: from.email } };
}

/** Of what a person may be in only once, the oldest run goes on. */
function* endDoubles(
  services: StepServices,
  { from, into }: { from: Profile; into: Profile },
  now: number,
): Steps<void> {
  const theirs = yield* activeRunsOf(from.id);
  if (theirs.length === 0) return;
  const own = yield* activeRunsOf(into.id);
  for (const run of theirs) {
    const others = own.filter((other) => excludes(services, run, other));
    const younger = others.every((other) => isOlder(run, other)) ? others : [run];
    for (const double of younger) {
      const profile = double === run ? from : into;
      yield* moveRun(services, double, profile, { kind: "exit", reason: { code: "run.merged" } }, now);
      if (double !== run) own.splice(own.indexOf(double), 1);
    }
  }
}

/** Whether the same person may not be in both: runs that a workflow lets go on side by side are each their own. */
function excludes(services: StepServices, run: Run, other: Run): boolean {
  if (run.workflowId !== other.workflowId) return false;
  const rules = [run, other].map((one) => versionOf(services, one).graph.settings);
  if (rules.some(({ whenInside }) => whenInside !== "parallel")) return true;
  const keyed = rules.every(({ reentry }) => reentry === "once" || reentry === "per-key");
  return keyed && run.entryKey === other.entryKey;
}

function isOlder(run: Run, other: Run): boolean {
  return run.startedAt === other.startedAt ? run.id < other.id : run.startedAt < other.startedAt;
}
