import type { Condition } from "#workflows/condition.ts";
import type { LifecycleStage } from "#workflows/lifecycle.ts";
import type { Columns } from "../columns.postgres.ts";
import type { ProfilesTable } from "./profiles.ts";

/** building: not everybody has been looked at by its rule yet · ready */
export type SegmentState = "building" | "ready";

/** Saved rules over profiles, and who is in them. */
export function segmentTables(c: Columns, profiles: ProfilesTable) {
  const profileId = () =>
    c
      .reference()
      .notNull()
      .references(() => profiles.id, { onDelete: "cascade" });

  const segments = c.table("segments", {
    id: c.id(),
    name: c.text().notNull().unique(),
    description: c.text(),
    rule: c.json<Condition>().notNull(),
    state: c.text().$type<SegmentState>().notNull(),
    memberCount: c.count().notNull().default(0),
    /** The profile up to which a rebuild has come; null when none is under way. */
    rebuildAfter: c.reference(),
    createdAt: c.instant().notNull(),
    updatedAt: c.instant().notNull(),
    /** Set when the owner put it away: nobody comes into it or leaves it any more. */
    archivedAt: c.instant(),
  });
  const segmentId = () =>
    c
      .reference()
      .notNull()
      .references(() => segments.id, { onDelete: "cascade" });

  const segmentMembers = c.table(
    "segment_members",
    { segmentId: segmentId(), profileId: profileId(), enteredAt: c.instant().notNull() },
    (t) => [
      c.primaryKey({ columns: [t.segmentId, t.profileId] }),
      c.index("segment_members_profile").on(t.profileId),
    ],
  );
  /** Who came into a segment and who left it. */
  const segmentChanges = c.table(
    "segment_changes",
    {
      id: c.id(),
      segmentId: segmentId(),
      profileId: profileId(),
      /** Came in; false: left. */
      entered: c.flag().notNull(),
      at: c.instant().notNull(),
    },
    (t) => [
      c.index("segment_changes_segment").on(t.segmentId, t.at),
      c.index("segment_changes_profile").on(t.profileId, t.at),
    ],
  );
  /**
   * When a profile is to be looked at by a segment's rule: at once after what may have changed the answer, or at the
   * moment at which time alone may change it.
   */
  const segmentLooks = c.table(
    "segment_looks",
    {
      profileId: profileId(),
      segmentId: segmentId(),
      dueAt: c.instant().notNull(),
      /** How many workflows stand behind what may have changed the answer. */
      depth: c.count().notNull().default(0),
      /** It was told as history, by an import say: whoever comes in or leaves by it starts no run. */
      quiet: c.flag().notNull().default(false),
    },
    (t) => [
      c.primaryKey({ columns: [t.profileId, t.segmentId] }),
      c.index("segment_looks_due").on(t.dueAt),
      c.index("segment_looks_segment").on(t.segmentId),
    ],
  );
  /** Profiles without any activity that counts have none. */
  const lifecycleStages = c.table(
    "lifecycle_stages",
    {
      profileId: c
        .reference()
        .primaryKey()
        .references(() => profiles.id, { onDelete: "cascade" }),
      stage: c.text().$type<LifecycleStage>().notNull(),
      since: c.instant().notNull(),
      /** When time alone moves the profile on; null: never. */
      dueAt: c.instant(),
    },
    (t) => [
      c.index("lifecycle_stages_stage").on(t.stage, t.profileId),
      c.index("lifecycle_stages_due").on(t.dueAt),
    ],
  );
  return { segments, segmentMembers, segmentChanges, segmentLooks, lifecycleStages };
}
