import { asc, eq } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { findProfileByExternalId, type Profile } from "#server/store/profiles.ts";
import { ID_MAX_CHARS, identifier } from "./common-schemas.ts";
import { type Refusal, refuse } from "./route.ts";

const OUR_ID = /^[1-9]\d{0,14}$/;
const EXTERNAL = "external:";
const EMAIL = "email:";

export type ProfileRef =
  | { kind: "id"; id: number }
  | { kind: "external"; externalId: string }
  | { kind: "email"; email: string };

/** The parameter of a path that names somebody; the rule says whom an address means. */
export function profileParameter(rule: string) {
  const who = `Rekindle's own id of the customer, or \`external:\` and your id, of up to ${ID_MAX_CHARS} characters, or \`email:\` and the address.`;
  return { profile: { description: `Who: ${who} ${rule}`, example: "external:customer-1" } };
}

export const changedProfileParameter = profileParameter(
  "Of several customers with one address, the oldest. One that only a web page has named, which anybody can have it do, names nobody.",
);
export const readProfileParameter = profileParameter(
  "Of several customers with one address, the oldest; one whose address only a web page has named comes last.",
);

export const unknownProfile: Refusal = refuse(404, "unknown-profile", "There is no such customer");
export const unknownProfileDocs = { 404: "There is no such customer." };

/** A number of Rekindle's own; null for what cannot be one. */
export function readId(text: string | undefined): number | null {
  return text !== undefined && OUR_ID.test(text) ? Number(text) : null;
}

/** Whom the parameter of a path names, or why it can name nobody. */
export function readProfileRef(text: string | undefined): ProfileRef | Refusal {
  if (text?.startsWith(EXTERNAL)) return readExternal(text.slice(EXTERNAL.length));
  if (text?.startsWith(EMAIL)) {
    const email = text.slice(EMAIL.length).trim().toLowerCase();
    return email === "" ? unknownProfile : { kind: "email", email };
  }
  const id = readId(text);
  return id === null ? unknownProfile : { kind: "id", id };
}

/** By the rules for ids at all other doors, so that none is made here that no event could name. */
function readExternal(text: string): ProfileRef | Refusal {
  const parsed = identifier.safeParse(text);
  if (parsed.success) return { kind: "external", externalId: parsed.data };
  return refuse(400, "invalid", `The id in the path ${parsed.error.issues[0]!.message}`);
}

/**
 * The profile that is to be changed, written to or led into a workflow. An address names the oldest of those for whom
 * somebody has vouched: one that is merely claimed is what a stranger says of himself.
 */
export async function findByRef(db: Database, ref: ProfileRef): Promise<Profile | undefined> {
  const found = await findToRead(db, ref);
  return found && ref.kind === "email" && found.emailClaimed ? undefined : found;
}

/** The profile that is to be shown; one whose address is merely claimed where nobody has it as their own. */
async function findToRead(db: Database, ref: ProfileRef): Promise<Profile | undefined> {
  if (ref.kind === "external") return await db.transaction(() => findProfileByExternalId(ref.externalId));
  const { profiles } = db.tables;
  const [found] = await db.query
    .select()
    .from(profiles)
    .where(ref.kind === "id" ? eq(profiles.id, ref.id) : eq(profiles.email, ref.email))
    .orderBy(asc(profiles.emailClaimed), asc(profiles.id))
    .limit(1);
  return found;
}

/** The profile that a path names for reading, or why there is none. */
export async function profileOfPath(
  db: Database,
  params: Record<string, string>,
): Promise<Profile | Refusal> {
  const ref = readProfileRef(params.profile);
  return "refused" in ref ? ref : ((await findToRead(db, ref)) ?? unknownProfile);
}
