import { eq } from "drizzle-orm";
import type { Database, Steps } from "#server/database/database.ts";
import { findProfileByEmail, findProfileByExternalId, type Profile } from "./profiles.ts";

/** Exactly one of the two is set. */
export type NamedPerson = { externalId: string | null; email: string | null };

/** What tells a profile from others in a list. */
export interface NamedProfile {
  id: number;
  name: string | null;
  email: string | null;
  externalId: string | null;
}

/** The profile that an event of this person would belong to, if there is one by now. */
export function* findNamedPerson({ externalId, email }: NamedPerson): Steps<NamedProfile | null> {
  if (externalId !== null) return named(yield* findProfileByExternalId(externalId));
  return email === null ? null : named(yield* findProfileByEmail(email));
}

export async function findNamedProfile(db: Database, id: number): Promise<NamedProfile | null> {
  const { profiles } = db.tables;
  const rows = await db.query
    .select({ id: profiles.id, name: profiles.name, email: profiles.email, externalId: profiles.externalId })
    .from(profiles)
    .where(eq(profiles.id, id));
  return rows[0] ?? null;
}

function named(profile: Profile | undefined): NamedProfile | null {
  if (!profile) return null;
  const { id, name, email, externalId } = profile;
  return { id, name, email, externalId };
}
