import type { Steps, Transaction } from "#server/database/database.ts";
import { profilesAfter } from "#server/store/admissions.ts";
import { dueStages, findStage, removeStage } from "#server/store/lifecycle.ts";
import { readLifecycleWalk, writeSetting } from "#server/store/settings.ts";
import type { StepServices } from "../step.ts";
import { lookAtStage } from "./look.ts";

/** People looked at in one transaction after a change of the thresholds. */
const WALK_PROFILES = 25;

/** Looks at the profiles that something happened to, or whose time has come; says at how many. */
export function* takeDueStages(services: StepServices, limit: number, now: number): Steps<number> {
  const rows = yield* dueStages(now, limit);
  for (const row of rows)
    yield* lookAtStage(services, { profileId: row.profileId, row }, { quiet: false }, now);
  return rows.length;
}

/** The first due profile could not be looked at: leaves it without a stage. */
export function* setStageAside(now: number): Steps<void> {
  const [row] = yield* dueStages(now, 1);
  if (row) yield* removeStage(row.profileId);
}

/** After a change of what the stages rest on: works them out anew for the next few people; says for how many. */
export function* walkStages(tx: Transaction, services: StepServices, now: number): Steps<number> {
  const { settings } = services.live;
  if (settings.lifecycleWalk.afterProfileId === null) return 0;
  // From the row: the owner may have changed something since it was read, and it begins anew then.
  const walk = yield* readLifecycleWalk(tx);
  settings.lifecycleWalk = walk;
  if (walk.afterProfileId === null) return 0;
  const people = yield* profilesAfter(walk.afterProfileId, WALK_PROFILES);
  for (const { id } of people) {
    const row = yield* findStage(id);
    // Something happened to this one too: that has its own turn, and may start something.
    if (row && row.dueAt !== null && row.dueAt <= now) continue;
    yield* lookAtStage(services, { profileId: id, row }, { quiet: true }, now);
  }
  const last = people.at(-1);
  const next = { afterProfileId: last && people.length === WALK_PROFILES ? last.id : null };
  yield* writeSetting(tx, "lifecycleWalk", next);
  settings.lifecycleWalk = next;
  services.dueAt(now);
  return Math.max(people.length, 1);
}
