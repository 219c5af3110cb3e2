import { asc, eq } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import type { Profile } from "#server/store/profiles.ts";
import { type Refusal, refuse } from "./route.ts";

const OUR_ID = /^[1-9]\d{0,14}$/;
const EXTERNAL = "external:";
const EMAIL = "email:";

export type ProfileRef =
  | { kind: "id"; id: number }
  | { kind: "external"; externalId: string }
  | { kind: "email"; email: string };

export const profileParameter = {
  profile: {
    description:
      "Who: Rekindle's own id of the customer, or `external:` and your id, or `email:` and the address. Of several customers with one address, the oldest; one whose address only a web page has named comes last.",
    example: "external:customer-1",
  },
};

export const unknownProfile: Refusal = refuse(404, "unknown-profile", "There is no such customer");
export const unknownProfileDocs = { 404: "There is no such customer." };

/** A number of Rekindle's own; null for what cannot be one. */
export function readId(text: string | undefined): number | null {
  return text !== undefined && OUR_ID.test(text) ? Number(text) : null;
}

/** Whom the parameter of a path names; null for what can name nobody. */
export function readProfileRef(text: string | undefined): ProfileRef | null {
  if (text?.startsWith(EXTERNAL)) return named("external", text.slice(EXTERNAL.length).trim());
  if (text?.startsWith(EMAIL)) return named("email", text.slice(EMAIL.length).trim().toLowerCase());
  const id = readId(text);
  return id === null ? null : { kind: "id", id };
}

function named(kind: "external" | "email", value: string): ProfileRef | null {
  if (value === "") return null;
  return kind === "external" ? { kind, externalId: value } : { kind, email: value };
}

/** The profile that is meant; of several with one address, the same as for events: a stranger can only claim one. */
export async function findByRef({ query, tables }: Database, ref: ProfileRef): Promise<Profile | undefined> {
  const { profiles } = tables;
  const [found] = await query
    .select()
    .from(profiles)
    .where(
      ref.kind === "id"
        ? eq(profiles.id, ref.id)
        : ref.kind === "external"
          ? eq(profiles.externalId, ref.externalId)
          : eq(profiles.email, ref.email),
    )
    .orderBy(asc(profiles.emailClaimed), asc(profiles.id))
    .limit(1);
  return found;
}

/** The profile that a path names, or why there is none. */
export async function profileOfPath(
  db: Database,
  params: Record<string, string>,
): Promise<Profile | undefined> {
  const ref = readProfileRef(params.profile);
  return ref ? await findByRef(db, ref) : undefined;
}
