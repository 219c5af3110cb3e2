import type { Steps, Transaction } from "#server/database/database.ts";
import { profilesAfter } from "#server/store/admissions.ts";
import { releaseHeld } from "#server/store/outbox.ts";
import { readRelook, writeSetting } from "#server/store/settings.ts";
import { followZone } from "./follow-profile.ts";
import { noteTouched } from "./segments/note-touched.ts";
import type { StepServices } from "./step.ts";

/** People looked at in one transaction. */
const SLICE_PROFILES = 50;

/** After a change of the shop's zone or quiet hours: works out anew what waits for the next few people; says for how many. */
export function* relookSome(tx: Transaction, services: StepServices, now: number): Steps<number> {
  const { settings } = services.live;
  if (!settings.relook) return 0;
  // From the row: the owner may have changed something since it was read, and it begins anew then.
  const relook = yield* readRelook(tx);
  settings.relook = relook;
  if (!relook) return 0;
  const people = yield* profilesAfter(relook.afterProfileId, SLICE_PROFILES);
  for (const profile of people) {
    if (relook.zone && profile.timezone === null) {
      yield* followZone(services, profile, now);
      yield* noteTouched(services, profile.id, { kind: "zone" }, now);
    } else if (relook.quietHours) yield* releaseHeld(profile.id, now);
  }
  const last = people.at(-1);
  const next = last && people.length === SLICE_PROFILES ? { ...relook, afterProfileId: last.id } : null;
  yield* writeSetting(tx, "relook", next);
  services.dueAt(now);
  return Math.max(people.length, 1);
}
