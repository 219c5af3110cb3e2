import type { Columns } from "../columns.postgres.ts";
import type { ProfilesTable } from "./profiles.ts";

/** What finds profiles, and what the people who work here write on them. */
export function profileRecordTables(c: Columns, profiles: ProfilesTable) {
  const profileId = () =>
    c
      .reference()
      .notNull()
      .references(() => profiles.id, { onDelete: "cascade" });

  /** The words of a profile's name and addresses, in lower case, to be found by their beginnings. */
  const profileWords = c.table("profile_words", { word: c.word().notNull(), profileId: profileId() }, (t) => [
    c.primaryKey({ columns: [t.word, t.profileId] }),
    c.index("profile_words_profile").on(t.profileId),
  ]);
  const profileTags = c.table("profile_tags", { profileId: profileId(), tag: c.text().notNull() }, (t) => [
    c.primaryKey({ columns: [t.profileId, t.tag] }),
    c.index("profile_tags_tag").on(t.tag, t.profileId),
  ]);
  const profileNotes = c.table(
    "profile_notes",
    {
      id: c.id(),
      profileId: profileId(),
      text: c.text().notNull(),
      /** The account that wrote it; null when a program did. */
      byUserId: c.text(),
      at: c.instant().notNull(),
    },
    (t) => [c.index("profile_notes_profile").on(t.profileId, t.at)],
  );
  /** The list of profiles as somebody wants to see it again. */
  const profileViews = c.table("profile_views", {
    id: c.id(),
    name: c.text().notNull(),
    filter: c.json<unknown>().notNull(),
    columns: c.json<string[]>().notNull(),
    createdBy: c.text(),
    createdAt: c.instant().notNull(),
  });
  return { profileWords, profileTags, profileNotes, profileViews };
}
