import type { Steps, Transaction } from "#server/database/database.ts";
import { type Admission, openAdmissions, profilesAfter, saveAdmission } from "#server/store/admissions.ts";
import { note } from "#server/store/history.ts";
import { listedAfter } from "#server/store/one-off-sending.ts";
import type { Profile } from "#server/store/profiles.ts";
import type { Condition } from "#workflows/condition.ts";
import { holds } from "#workflows/holds.ts";
import { needsIn } from "#workflows/needs.ts";
import type { RunData } from "#workflows/run.ts";
import { AdmissionPace, admitsNextAt, dataForRuns, takesPlace } from "./admission-pace.ts";
import { BY_HAND_KEY, enter } from "./entry.ts";
import type { Live, LiveVersion } from "./live.ts";
import { staleReason } from "./stale.ts";
import { loadFacts, type StepServices } from "./step.ts";

/** People looked at in one transaction. */
const SLICE_PROFILES = 20;

/** Lets the next few people of an admission in; answers with how many were looked at. */
export function* admitSome(tx: Transaction, services: StepServices, now: number): Steps<number> {
  const { live } = services;
  const open = (yield* openAdmissions()).filter((admission) => paceOf(live, admission, now).hasRoom);
  // Each workflow has its turn: a list of everybody must not keep another's small one waiting.
  const [next] = live.inTurn().filter((id) => open.some(({ workflowId }) => workflowId === id));
  const admission = open.find(({ workflowId }) => workflowId === next);
  const version = admission && live.openVersion(admission.workflowId);
  if (!version) return 0;
  const { condition } = admission;
  const trigger = version.graph.trigger?.definition;
  const byHand = trigger?.manual === true;
  const entryKey = byHand ? BY_HAND_KEY : admission.entryKey;
  // Published since with a trigger that has nothing to do with this list.
  const isOver = !byHand && !trigger?.schedule;
  const people = isOver ? [] : yield* nextPeople(version, admission.afterProfileId);
  const { timezone } = live.settings.shop;
  const stale = staleReason(version, "entry.too-stale", admission.createdAt, timezone);
  const pace = paceOf(live, admission, now);
  const base = dataForRuns(admission);
  let { started, afterProfileId } = admission;
  let looked = 0;
  for (const profile of people) {
    if (!pace.hasRoom) break;
    looked += 1;
    afterProfileId = profile.id;
    if (condition && !(yield* isMeant(services, condition, version.workflowId, profile, base, now))) continue;
    if (stale) {
      yield* note({ profileId: profile.id, workflowId: version.workflowId, at: now, reason: stale });
      continue;
    }
    const { laterMs } = pace;
    const data = laterMs === undefined ? base : { ...base, laterMs };
    const entry = yield* enter(services, version, profile, { entryKey, data }, now);
    if (entry.kind !== "started") continue;
    started += 1;
    if (pace.isOn && (yield* takesPlace(services, version, profile, now))) pace.takePlace();
  }
  live.nextTurn();
  yield* saveAdmission(tx, admission.id, {
    afterProfileId,
    started,
    endedAt: looked === people.length && people.length < SLICE_PROFILES ? now : null,
    ...(pace.isOn ? { data: { ...base, ...pace.kept() } } : {}),
  });
  return Math.max(looked, 1);
}

/** When an admission that lets people in at a pace goes on; null when none does. */
export function* nextAdmissionAt(live: Live): Steps<number | null> {
  if (live.oneOffs.length === 0) return null;
  const times = (yield* openAdmissions()).flatMap(
    (admission) => admitsNextAt(admission, isLocal(live, admission)) ?? [],
  );
  return times.length > 0 ? Math.min(...times) : null;
}

function paceOf(live: Live, admission: Admission, now: number): AdmissionPace {
  return new AdmissionPace(admission, isLocal(live, admission), now);
}

function isLocal(live: Live, { workflowId }: Admission): boolean {
  return live.openVersion(workflowId)?.oneOff?.isLocal === true;
}

function* nextPeople({ oneOff }: LiveVersion, after: number): Steps<Profile[]> {
  return oneOff?.toList
    ? yield* listedAfter(oneOff.id, after, SLICE_PROFILES)
    : yield* profilesAfter(after, SLICE_PROFILES);
}

function* isMeant(
  services: StepServices,
  condition: Condition,
  workflowId: number,
  profile: Profile,
  data: RunData,
  now: number,
): Steps<boolean> {
  const reads = needsIn(condition);
  const facts = yield* loadFacts(
    services.live,
    { reads, assigns: false, readsWebPush: true },
    workflowId,
    profile,
    now,
  );
  return holds(condition, facts, data, now);
}
