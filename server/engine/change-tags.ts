import type { Steps } from "#server/database/database.ts";
import { note } from "#server/store/history.ts";
import { addTag, removeTag, tagsOf } from "#server/store/profile-tags.ts";
import { findProfile, setAttributes } from "#server/store/profiles.ts";
import { allTags, changeAttributes } from "#workflows/change.ts";
import { watchesProfiles } from "#workflows/matching.ts";
import type { Change } from "#workflows/node.ts";
import type { ReasonCode } from "#workflows/reasons.ts";
import { type NotingServices, noteTouched } from "./segments/note-touched.ts";
import type { StepServices } from "./step.ts";
import { tellRuns } from "./tell-runs.ts";

export interface TagChanges {
  profileId: number;
  add?: readonly string[];
  remove?: readonly string[];
  /** Who does it; null for a program. */
  by: string | null;
}

export interface TagsChanged {
  /** What was really added and removed. */
  added: string[];
  removed: string[];
  /** There was no room for these. */
  full: string[];
}

/**
 * Gives a profile tags and takes some away, with an entry in its history; null when there is no such profile. A tag that
 * is taken away is gone from the attributes too, or rules would still find it there.
 */
export function* changeTags(
  services: StepServices,
  { profileId, add = [], remove = [], by }: TagChanges,
  now: number,
): Steps<TagsChanged | null> {
  const before = yield* findProfile(profileId);
  if (!before) return null;
  let { attributes } = before;
  const changed: TagsChanged = { added: [], removed: [], full: [] };
  const tell = (code: ReasonCode, tag: string) =>
    note({ profileId, at: now, reason: { code, values: { tag, ...(by === null ? {} : { by }) } } });
  for (const tag of new Set(remove)) {
    const isGiven = yield* removeTag(profileId, tag);
    const isBrought = allTags([], attributes).includes(tag);
    if (!isGiven && !isBrought) continue;
    if (isBrought) attributes = changeAttributes(attributes, { kind: "remove-tag", tag });
    changed.removed.push(tag);
    yield* tell(by === null ? "profile.untagged-by-program" : "profile.untagged", tag);
  }
  for (const tag of new Set(add)) {
    const outcome = yield* addTag(profileId, tag);
    if (outcome === "full") changed.full.push(tag);
    if (outcome !== "added") continue;
    changed.added.push(tag);
    yield* tell(by === null ? "profile.tagged-by-program" : "profile.tagged", tag);
  }
  if (changed.added.length + changed.removed.length === 0) return changed;
  yield* noteTouched(services, profileId, { kind: "tags" }, now);
  if (attributes !== before.attributes) {
    yield* setAttributes(profileId, attributes, now);
    const after = { ...before, attributes, updatedAt: now };
    yield* services.reactions.profile(services, { before, after, depth: 0 }, now);
  } else if (services.live.watchingProfiles.length > 0) {
    // Waits and exits may be about tags.
    const news = { signal: { kind: "profile-changed" as const }, depth: 0 };
    yield* tellRuns(services, before, news, (_run, { graph }) => watchesProfiles(graph), now);
  }
  return changed;
}

/** Leaves a profile with exactly these tags. */
export function* setTags(
  services: StepServices,
  { profileId, tags, by }: { profileId: number; tags: readonly string[]; by: string | null },
  now: number,
): Steps<TagsChanged | null> {
  const profile = yield* findProfile(profileId);
  const known = allTags(yield* tagsOf(profileId), profile?.attributes ?? {});
  const remove = known.filter((tag) => !tags.includes(tag));
  return yield* changeTags(services, { profileId, add: tags, remove, by }, now);
}

/** Notes the tags that steps of a run gave and took away, among those of the team; there may be no room for one. */
export function* noteStepTags(
  services: NotingServices,
  profileId: number,
  changes: readonly Change[],
  { depth, now }: { depth: number; now: number },
): Steps<void> {
  let isChanged = false;
  for (const change of changes) {
    if (change.kind === "remove-tag") isChanged = (yield* removeTag(profileId, change.tag)) || isChanged;
    if (change.kind !== "add-tag") continue;
    isChanged = (yield* addTag(profileId, change.tag)) === "added" || isChanged;
  }
  if (isChanged) yield* noteTouched(services, profileId, { kind: "tags" }, now, { depth });
}
