import { sql } from "drizzle-orm";
import type { OneOffAudience, OneOffMessage, OneOffSchedule } from "#workflows/one-off.ts";
import type { Columns } from "../columns.postgres.ts";
import type { ProfilesTable } from "./profiles.ts";
import type { WorkflowsTable } from "./workflows.ts";

/** draft · scheduled: begins by itself at its time · sending · stopped: by the owner, midway · done */
export type OneOffStatus = "draft" | "scheduled" | "sending" | "stopped" | "done";

export function oneOffTables(c: Columns, profiles: ProfilesTable, workflows: WorkflowsTable) {
  /** Messages that are written once, to many people. */
  const oneOffs = c.table(
    "one_offs",
    {
      id: c.id(),
      name: c.text().notNull(),
      status: c.text().$type<OneOffStatus>().notNull(),
      /** The action that sends it, as a step of a workflow has it: null until a channel is chosen. */
      message: c.json<OneOffMessage>(),
      /** The people of a list are named in `one_off_people`. */
      audience: c.json<OneOffAudience>().notNull(),
      schedule: c.json<OneOffSchedule>().notNull(),
      /** Grows with every saved draft; a save names the one it was made from, so that nobody is overwritten. */
      revision: c.count().notNull(),
      /** What sends it, from the moment that the owner says so. */
      workflowId: c.reference().references(() => workflows.id, { onDelete: "set null" }),
      /** When it begins by itself; null for a draft. */
      startsAt: c.instant(),
      startedAt: c.instant(),
      endedAt: c.instant(),
      /** Set when the owner removed it; it can be brought back. */
      removedAt: c.instant(),
      createdAt: c.instant().notNull(),
      updatedAt: c.instant().notNull(),
    },
    (t) => [c.index("one_offs_starts").on(t.startsAt).where(sql`status = 'scheduled'`)],
  );
  /** Whom a one-off message goes to, where that is a list. */
  const oneOffPeople = c.table(
    "one_off_people",
    {
      oneOffId: c
        .reference()
        .notNull()
        .references(() => oneOffs.id, { onDelete: "cascade" }),
      profileId: c
        .reference()
        .notNull()
        .references(() => profiles.id, { onDelete: "cascade" }),
    },
    (t) => [
      c.primaryKey({ columns: [t.oneOffId, t.profileId] }),
      c.index("one_off_people_profile").on(t.profileId),
    ],
  );
  return { oneOffs, oneOffPeople };
}
