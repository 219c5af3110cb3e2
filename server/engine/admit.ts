import type { Steps, Transaction } from "#server/database/database.ts";
import { openAdmissions, profilesAfter, saveAdmission } from "#server/store/admissions.ts";
import { note } from "#server/store/history.ts";
import type { Profile } from "#server/store/profiles.ts";
import { type Condition, eventCountsIn, holds } from "#workflows/condition.ts";
import type { RunData } from "#workflows/run.ts";
import { BY_HAND_KEY, enter } from "./entry.ts";
import { staleReason } from "./stale.ts";
import { loadFacts, type StepServices } from "./step.ts";

/** People looked at in one transaction. */
const SLICE_PROFILES = 20;

/** Lets the next few people of an admission in; answers with how many were looked at. */
export function* admitSome(tx: Transaction, services: StepServices, now: number): Steps<number> {
  const open = yield* openAdmissions();
  // Each workflow has its turn: a list of everybody must not keep another's small one waiting.
  const [next] = services.live.inTurn().filter((id) => open.some(({ workflowId }) => workflowId === id));
  const admission = open.find(({ workflowId }) => workflowId === next);
  const version = admission && services.live.openVersion(admission.workflowId);
  if (!version) return 0;
  const { condition, data } = admission;
  const trigger = version.graph.trigger?.definition;
  const byHand = trigger?.manual === true;
  const entryKey = byHand ? BY_HAND_KEY : admission.entryKey;
  // Published since with a trigger that has nothing to do with this list.
  const isOver = !byHand && !trigger?.schedule;
  const people = isOver ? [] : yield* profilesAfter(admission.afterProfileId, SLICE_PROFILES);
  const { timezone } = services.live.settings.shop;
  const stale = staleReason(version, "entry.too-stale", admission.createdAt, timezone);
  let { started } = admission;
  for (const profile of people) {
    if (condition && !(yield* isMeant(services, condition, version.workflowId, profile, data, now))) continue;
    if (stale) {
      yield* note({ profileId: profile.id, workflowId: version.workflowId, at: now, reason: stale });
      continue;
    }
    const entry = yield* enter(services, version, profile, { entryKey, data }, now);
    if (entry.kind === "started") started += 1;
  }
  services.live.nextTurn();
  yield* saveAdmission(tx, admission.id, {
    afterProfileId: people.at(-1)?.id ?? admission.afterProfileId,
    started,
    endedAt: people.length < SLICE_PROFILES ? now : null,
  });
  return Math.max(people.length, 1);
}

function* isMeant(
  services: StepServices,
  condition: Condition,
  workflowId: number,
  profile: Profile,
  data: RunData,
  now: number,
): Steps<boolean> {
  const reads = eventCountsIn(condition);
  const facts = yield* loadFacts(
    services.live,
    { reads, assigns: false, readsWebPush: true },
    workflowId,
    profile,
    now,
  );
  return holds(condition, facts, data);
}
