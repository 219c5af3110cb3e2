import { and, asc, eq, inArray, ne, or, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { readPath } from "#workflows/read-path.ts";
import { readApart } from "./kept-apart.ts";
import { CHUNK_PEOPLE, planSearch } from "./profile-search.ts";
import type { Profile } from "./profiles.ts";

/** Two words, or the letters of a script that writes first and last name without a space. */
const WHOLE_NAME = /\s|^[\p{sc=Han}\p{sc=Hang}\p{sc=Hira}\p{sc=Kana}]{2,}$/u;
/** Names that so many have tell nothing. */
const NAMESAKES_MAX = 20;
/** An address or a number that more people share than this, a shop's counter say, is nobody's own. */
const SHARING_MAX = 50;

/** Where shops keep where somebody lives or when they were born. */
const TRAITS = {
  postcode: ["zip", "postcode", "postal_code", "postalCode", "address.zip", "address.postalCode"],
  city: ["city", "address.city"],
  birthday: ["birthday", "birthdate", "date_of_birth"],
} as const;

/** What two profiles have in common that one person would; the first part alone is enough to ask. */
export type Sign = "email" | "phone" | "name" | "mailbox" | keyof typeof TRAITS | "timezone";

/**
 * Others who may be the same person as this one, the oldest first: they share an address or a number, or the whole name
 * and something else. A name alone is no sign: many people are called the same. Who is known to be somebody else is left
 * out. A time zone counts where it is not `shopZone`, in which most customers are.
 */
export async function listLikelyProfiles(
  db: Database,
  { profileId, limit, shopZone }: { profileId: number; limit: number; shopZone: string },
): Promise<(Profile & { signs: Sign[] })[]> {
  const { profiles } = db.tables;
  const [self] = await db.query.select().from(profiles).where(eq(profiles.id, profileId));
  if (!self) return [];
  const named = await listNamesakes(db, self.name);
  const same = or(
    self.email === null ? undefined : eq(profiles.email, self.email),
    self.phone === null ? undefined : eq(profiles.phone, self.phone),
    named.length === 0 ? undefined : inArray(profiles.id, named),
  );
  if (!same) return [];
  const rows = await db.query
    .select()
    .from(profiles)
    // People of the sample shop are never one with real ones.
    .where(and(same, ne(profiles.id, profileId), eq(profiles.isSample, self.isSample)))
    .orderBy(asc(profiles.id))
    .limit(SHARING_MAX);
  const apart = await readApart(
    db,
    profileId,
    rows.map(({ id }) => id),
  );
  return rows
    .filter(({ id }) => !apart.has(id))
    .map((row) => ({ ...row, signs: signsOf(self, row, { isNamesake: named.includes(row.id), shopZone }) }))
    .filter(({ signs }) => signs.some((sign) => sign === "email" || sign === "phone") || signs.length > 1)
    .slice(0, limit);
}

function signsOf(
  self: Profile,
  other: Profile,
  { isNamesake, shopZone }: { isNamesake: boolean; shopZone: string },
): Sign[] {
  const signs: Sign[] = [];
  if (self.email !== null && self.email === other.email) signs.push("email");
  if (self.phone !== null && self.phone === other.phone) signs.push("phone");
  if (!isNamesake) return signs;
  signs.push("name");
  const mailbox = mailboxOf(self);
  if (!signs.includes("email") && mailbox !== null && mailbox === mailboxOf(other)) signs.push("mailbox");
  for (const [sign, paths] of Object.entries(TRAITS) as [keyof typeof TRAITS, readonly string[]][]) {
    const trait = traitOf(self, paths);
    if (trait !== null && trait === traitOf(other, paths)) signs.push(sign);
  }
  const { timezone } = self;
  if (timezone !== null && timezone !== shopZone && timezone === other.timezone) signs.push("timezone");
  return signs;
}

/** What stands before the @, which people keep when they change where they have their mail. */
function mailboxOf({ email }: Profile): string | null {
  const [mailbox] = (email ?? "").split("@");
  return mailbox ? mailbox.toLowerCase() : null;
}

function traitOf({ attributes }: Profile, paths: readonly string[]): string | null {
  for (const path of paths) {
    const value = readPath(attributes, path);
    if (typeof value !== "string" && typeof value !== "number") continue;
    const text = String(value).trim().toLowerCase();
    if (text !== "") return text;
  }
  return null;
}

async function listNamesakes(db: Database, name: string | null): Promise<number[]> {
  // A first name alone is nobody's own.
  if (name === null || !WHOLE_NAME.test(name.trim())) return [];
  const search = await planSearch(db, name);
  if (search.kind !== "few") return [];
  const { profiles } = db.tables;
  const rows = await db.query
    .select({ id: profiles.id })
    .from(profiles)
    .where(
      and(
        inArray(profiles.id, search.ids.slice(0, CHUNK_PEOPLE)),
        sql`lower(${profiles.name}) = ${name.toLowerCase()}`,
      ),
    )
    .limit(NAMESAKES_MAX + 1);
  return rows.length > NAMESAKES_MAX ? [] : rows.map(({ id }) => id);
}
