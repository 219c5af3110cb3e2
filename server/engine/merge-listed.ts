import type { Steps } from "#server/database/database.ts";
import { type Admission, openAdmissions } from "#server/store/admissions.ts";
import { isListed } from "#server/store/one-off-sending.ts";
import type { Profile } from "#server/store/profiles.ts";
import { dataForRuns } from "./admission-pace.ts";
import { BY_HAND_KEY, enter } from "./entry.ts";
import type { LiveVersion } from "./live.ts";
import type { StepServices } from "./step.ts";

/** A one-off message to a list, whose turn for the one profile had not come and for the other has passed. */
interface PassedList {
  version: LiveVersion;
  admission: Admission;
}

/**
 * The one-off messages that `from` would have got by a list and that `into` comes too late for: people are let in by the
 * order of their ids, and it is already further than that of `into`. Asked before the two become one.
 */
export function* findPassedLists(
  { live }: StepServices,
  { from, into }: { from: Profile; into: Profile },
): Steps<PassedList[]> {
  if (live.oneOffs.length === 0) return [];
  const passed: PassedList[] = [];
  for (const admission of yield* openAdmissions()) {
    const version = live.openVersion(admission.workflowId);
    if (!version?.oneOff?.toList) continue;
    const { afterProfileId } = admission;
    if (from.id <= afterProfileId || into.id > afterProfileId) continue;
    const { id } = version.oneOff;
    if ((yield* isListed(id, from.id)) && !(yield* isListed(id, into.id)))
      passed.push({ version, admission });
  }
  return passed;
}

/** Lets somebody in whose turn the list has passed. */
export function* enterPassedList(
  services: StepServices,
  profile: Profile,
  { version, admission }: PassedList,
  now: number,
): Steps<void> {
  yield* enter(services, version, profile, { entryKey: BY_HAND_KEY, data: dataForRuns(admission) }, now);
}
