import type { Steps } from "#server/database/database.ts";
import type { Profile } from "#server/store/profiles.ts";
import { noteLooks } from "#server/store/segment-looks.ts";
import type { LiveSegments, Touch } from "./live-segments.ts";

/** What noting needs of the engine. */
export interface NotingServices {
  live: { segments: LiveSegments };
  /** Told when something will be due. */
  dueAt(at: number): void;
}

export interface TouchCause {
  /** When it happened; without it, now. What happened long ago and is told late starts nothing. */
  at?: number;
  /** How many workflows stand behind it. */
  depth?: number;
  /** It is told as history: it starts nothing. */
  quiet?: boolean;
}

/**
 * Notes, in the transaction of whatever happened to a profile, which segments it may have to come into or leave. The
 * engine looks at them soon after.
 */
export function* noteTouched(
  services: NotingServices,
  profileId: number,
  touch: Touch,
  now: number,
  { at = now, depth = 0, quiet = false }: TouchCause = {},
): Steps<void> {
  const segmentIds = services.live.segments.touchedBy(touch);
  if (segmentIds.length === 0) return;
  yield* noteLooks(segmentIds, { profileId, dueAt: Math.min(at, now), depth, quiet, now });
  services.dueAt(now);
}

const fields = [
  "externalId",
  "email",
  "phone",
  "name",
  "timezone",
  "locale",
  "createdAt",
  "lastSeenAt",
] as const;

/** What changed of a profile: null when nothing did that can be told from its row, or when it is new. */
export function changedNames(before: Profile | null, after: Profile): string[] | null {
  if (before === null) return null;
  const names: string[] = fields.filter((field) => before[field] !== after[field]);
  if (before.attributes !== after.attributes) {
    const all = new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)]);
    for (const name of all) if (!isSame(before.attributes[name], after.attributes[name])) names.push(name);
  }
  return names.length > 0 ? names : null;
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
