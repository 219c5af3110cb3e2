import type { Steps, Transaction } from "#server/database/database.ts";
import { keepFormerId } from "#server/store/former-ids.ts";
import { readdress } from "#server/store/merge.ts";
import { leaveOldAddresses } from "#server/store/merge-consents.ts";
import { findProfile, type Profile, updateProfile } from "#server/store/profiles.ts";
import { followZone } from "./follow-profile.ts";
import { mergeProfiles } from "./merge.ts";
import type { StepServices } from "./step.ts";

/** What each profile has one of, so that somebody must choose. */
export const chosenFields = ["externalId", "email", "phone", "name", "timezone", "locale"] as const;
export type ChosenField = (typeof chosenFields)[number];

export interface HandMerge {
  /** Becomes a part of the other and is gone. */
  fromId: number;
  intoId: number;
  /** The fields that are taken from the one that goes, where it has them; all others stay, or are filled. */
  take: readonly ChosenField[];
  /** Who does it. */
  by: string;
}

export type HandMerged =
  | { kind: "merged"; profile: Profile }
  | { kind: "missing" }
  | { kind: "same" }
  | { kind: "sample" };

/** Makes two profiles one because somebody says that they are one person, two customers with numbers of their own too. */
export function* mergeByHand(
  tx: Transaction,
  services: StepServices,
  { fromId, intoId, take, by }: HandMerge,
  now: number,
): Steps<HandMerged> {
  if (fromId === intoId) return { kind: "same" };
  const from = yield* findProfile(fromId);
  const into = yield* findProfile(intoId);
  if (!from || !into) return { kind: "missing" };
  // What is made up must not be mixed with what is not.
  if (from.isSample !== into.isSample) return { kind: "sample" };
  const fields = fieldsTaken(from, into, take);
  const nobody = yield* updateProfile(tx, from.id, { externalId: null, updatedAt: now });
  const prepared = yield* updateProfile(tx, into.id, { ...fields, updatedAt: now });
  yield* leaveOldAddresses(into, prepared, now);
  yield* readdress(tx, into, prepared.email);
  const reason = { code: "profile.merged-by-hand" as const, values: { by, who: nameOf(from) } };
  const profile = yield* mergeProfiles(
    tx,
    services,
    { from: nobody, into: prepared, isPublic: false, reason },
    now,
  );
  for (const { externalId } of [from, into]) {
    if (externalId !== null && externalId !== profile.externalId)
      yield* keepFormerId(tx, { profileId: profile.id, externalId }, now);
  }
  if (into.timezone !== prepared.timezone) yield* followZone(services, profile, now);
  return { kind: "merged", profile };
}

/** What the survivor is given of the other before they become one. */
export function fieldsTaken(
  from: Profile,
  into: Profile,
  take: readonly ChosenField[],
): Partial<Pick<Profile, ChosenField | "emailClaimed">> {
  const taken = chosenFields.filter(
    (field) => from[field] !== null && (take.includes(field) || into[field] === null),
  );
  const fields = Object.fromEntries(taken.map((field) => [field, from[field]]));
  return taken.includes("email") ? { ...fields, emailClaimed: from.emailClaimed } : fields;
}

function nameOf({ name, email, externalId, id }: Profile): string {
  return name || email || externalId || `#${id}`;
}
