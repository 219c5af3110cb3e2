import type { Database } from "#server/database/database.ts";
import { activePeople } from "./active.ts";
import { churnPeople } from "./churn.ts";
import { clvPeople } from "./clv.ts";
import { cohortPeople } from "./cohorts.ts";
import { funnelPeople } from "./funnel.ts";
import { gapPeople } from "./gaps.ts";
import { lifecyclePeople } from "./lifecycle.ts";
import { findPeople } from "./people.ts";
import type { Person, Wanted } from "./person.ts";
import { repeatPeople } from "./repeat.ts";
import { revenuePeople } from "./revenue.ts";
import { rfmPeople, upToDate } from "./rfm.ts";
import type { Behind, BehindPage, Scope } from "./types.ts";

/** Who is looked at and who of them belongs to a number. */
interface Group {
  wanted: Wanted;
  matches: (person: Person) => boolean;
}

/**
 * The next people behind a number, in the order of their ids, after an id (0 at the beginning). They are found by the
 * same rules as the number was counted by. Throws for a period or a step that the settings do not have.
 */
export async function peopleBehind(
  db: Database,
  { after, limit, ...behind }: Behind & { after: number; limit: number },
): Promise<BehindPage> {
  const { wanted, matches } = groupOf(behind);
  const people = await findPeople(db, scopeOf(behind), wanted, after);
  const profileIds: number[] = [];
  for await (const page of people.pages()) {
    for (const person of page) {
      if (!matches(person)) continue;
      if (profileIds.length === limit) return { profileIds, next: profileIds.at(-1)! };
      profileIds.push(person.id);
    }
  }
  return { profileIds, next: null };
}

function groupOf(behind: Behind): Group {
  switch (behind.metric) {
    case "cohorts":
      return cohortPeople(behind.settings, behind.cell);
    case "lifecycle":
      return lifecyclePeople(behind.settings, behind.cell);
    case "active":
      return activePeople(behind.settings, behind.cell);
    case "churn":
      return churnPeople(behind.settings, behind.cell);
    case "repeat":
      return repeatPeople(behind.settings, behind.cell);
    case "gaps":
      return gapPeople(behind.settings, behind.cell);
    case "funnel":
      return funnelPeople(behind.settings, behind.cell);
    case "revenue":
      return revenuePeople(behind.settings, behind.cell);
    case "clv":
      return clvPeople(behind.settings, behind.cell);
    case "rfm":
      return rfmPeople(behind.settings, behind.cell);
  }
}

function scopeOf(behind: Behind): Scope {
  return behind.metric === "rfm" ? upToDate(behind.settings) : behind.settings;
}
