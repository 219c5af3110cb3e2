import type { Columns } from "./columns.postgres.ts";
import { accountTables } from "./tables/accounts.ts";
import { doorTables } from "./tables/doors.ts";
import { messageTables } from "./tables/messages.ts";
import { oneOffTables } from "./tables/one-offs.ts";
import { profileRecordTables } from "./tables/profile-records.ts";
import { profileTables } from "./tables/profiles.ts";
import { rollupTables } from "./tables/rollups.ts";
import { segmentTables } from "./tables/segments.ts";
import { settingTables } from "./tables/settings.ts";
import { studioTables } from "./tables/studio.ts";
import { workflowTables } from "./tables/workflows.ts";

export type * from "./tables/accounts.ts";
export type * from "./tables/doors.ts";
export type * from "./tables/messages.ts";
export type * from "./tables/one-offs.ts";
export type * from "./tables/segments.ts";
export type * from "./tables/settings.ts";
export type * from "./tables/workflows.ts";

/** Every table, once, for both engines. */
export function defineTables(c: Columns) {
  const people = profileTables(c);
  const workflows = workflowTables(c, people.profiles);
  return {
    ...settingTables(c),
    ...accountTables(c),
    ...people,
    ...doorTables(c, people.profiles),
    ...workflows,
    ...oneOffTables(c, people.profiles, workflows.workflows),
    ...messageTables(c, people.profiles),
    ...studioTables(c),
    ...profileRecordTables(c, people.profiles),
    ...segmentTables(c, people.profiles),
    ...rollupTables(c, people.profiles),
  };
}

export type Tables = ReturnType<typeof defineTables>;
