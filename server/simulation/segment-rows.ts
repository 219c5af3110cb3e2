import { asc, gt, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { type Database, statement } from "#server/database/database.ts";
import { readSteps } from "#server/database/read-steps.ts";
import { readRule } from "#server/engine/segments/order.ts";
import { loadKnown } from "#server/store/measures.ts";
import { holds } from "#workflows/holds.ts";
import { needsIn } from "#workflows/needs.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import type { ProfileRow, Standing } from "./rows.ts";

type Row<T extends keyof Tables> = Tables[T]["$inferSelect"];

export interface SegmentRows {
  segments: Row<"segments">[];
  /** By segment and profile: "3:17". */
  members: ReadonlySet<string>;
  looks: Row<"segmentLooks">[];
  newChanges: Row<"segmentChanges">[];
  /** Whom the rules hold for now, by segment and profile; null when nobody has asked. */
  held: ReadonlySet<string> | null;
}

const segmentsOf = statement<Record<string, never>>()((query, { segments }) =>
  query.select().from(segments).orderBy(asc(segments.id)),
);
const membersOf = statement<Record<string, never>>()((query, { segmentMembers }) =>
  query.select().from(segmentMembers),
);
const looksOf = statement<Record<string, never>>()((query, { segmentLooks }) =>
  query.select().from(segmentLooks),
);
const changesOf = statement<{ after: number }>()((query, { segmentChanges }) =>
  query
    .select()
    .from(segmentChanges)
    .where(gt(segmentChanges.id, sql.placeholder("after")))
    .orderBy(asc(segmentChanges.id)),
);

export const placeKey = (segmentId: number, profileId: number) => `${segmentId}:${profileId}`;

/** Reads who is in which segment, what is noted, and what changed after a row; `now` has everybody asked for by the rules. */
export async function readSegmentRows(
  db: Database,
  { afterChange, standing, now }: { afterChange: number; standing: Standing; now: number | null },
): Promise<SegmentRows> {
  const segments = await db.execute(segmentsOf, {});
  const rows = await db.execute(membersOf, {});
  const members = new Set(rows.map(({ segmentId, profileId }) => placeKey(segmentId, profileId)));
  return {
    segments,
    members,
    looks: await db.execute(looksOf, {}),
    newChanges: await db.execute(changesOf, { after: afterChange }),
    held: now === null ? null : await ask(db, { segments, members, standing, now }),
  };
}

async function ask(
  db: Database,
  {
    segments,
    members,
    standing,
    now,
  }: { segments: Row<"segments">[]; members: ReadonlySet<string>; standing: Standing; now: number },
): Promise<Set<string>> {
  const held = new Set<string>();
  const { shop } = standing.settings;
  for (const profile of standing.profiles.values()) {
    const zone = profile.timezone ?? shop.timezone;
    const theirs = segments.flatMap(({ id }) => (members.has(placeKey(id, profile.id)) ? [id] : []));
    for (const { id, rule: stored } of segments) {
      const rule = readRule(stored);
      if (!rule) continue;
      const known = await readSteps(db, loadKnown(profile.id, needsIn(rule), { now, zone }));
      const facts = { ...factsOf(profile, shop), ...known, segments: new Set(theirs) };
      if (holds(rule, facts, {}, now)) held.add(placeKey(id, profile.id));
    }
  }
  return held;
}

function factsOf(profile: ProfileRow, shop: Standing["settings"]["shop"]) {
  return {
    workflowId: 0,
    profile,
    shopTimezone: shop.timezone,
    shopLanguage: shop.language,
    reachable: {
      email: profile.email !== null,
      webPush: false,
      phone: phoneAddress(profile.phone) !== null,
    },
    assignments: {},
  };
}
