import { and, eq } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { fillAttributes } from "./attributes.ts";
import { consentsAtNewAddress, unitedConsents } from "./merge-consents.ts";
import type { Profile } from "./profiles.ts";

/** What two profiles would come to as one, `fields` being what is chosen of them; nothing is changed. */
export async function readMergePreview(
  db: Database,
  { from, into, fields }: { from: Profile; into: Profile; fields: Partial<Profile> },
) {
  const { consents, events, runs, messages, carts, profileNotes } = db.tables;
  const consentsOf = (id: number) => db.query.select().from(consents).where(eq(consents.profileId, id));
  const after = { ...into, ...fields };
  const own = consentsAtNewAddress(await consentsOf(into.id), into, after);
  const united = unitedConsents({ theirs: await consentsOf(from.id), own }, from, after);
  const { attributes, leftOut } = fillAttributes(into.attributes, { ...from.attributes, ...into.attributes });
  return {
    consents: united.map(({ channel, topic, state }) => ({ channel, topic, state })),
    attributes: {
      added: Object.keys(attributes).filter((name) => !Object.hasOwn(into.attributes, name)).length,
      leftOut: [
        ...leftOut,
        ...Object.keys(from.attributes).filter(
          (name) =>
            Object.hasOwn(into.attributes, name) &&
            JSON.stringify(from.attributes[name]) !== JSON.stringify(into.attributes[name]),
        ),
      ],
    },
    moved: {
      events: await db.query.$count(events, eq(events.profileId, from.id)),
      runs: await db.query.$count(runs, eq(runs.profileId, from.id)),
      activeRuns: await db.query.$count(runs, and(eq(runs.profileId, from.id), eq(runs.status, "active"))),
      messages: await db.query.$count(messages, eq(messages.profileId, from.id)),
      carts: await db.query.$count(carts, and(eq(carts.profileId, from.id), eq(carts.status, "open"))),
      notes: await db.query.$count(profileNotes, eq(profileNotes.profileId, from.id)),
    },
  };
}
