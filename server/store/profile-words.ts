import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import {
  type Database,
  prepared,
  run,
  type Steps,
  statement,
  type Transaction,
} from "#server/database/database.ts";
import type { Profile } from "./profiles.ts";
import { type SearchedFields, wordsOf } from "./search-words.ts";

/** Words in one statement: most people have no more. */
const LINE_WORDS = 4;
export const FILLED_KEY = "profileWords";

const insertLine = statement<{ profileId: number; a: string; b: string; c: string; d: string }>()(
  (query, { profileWords }) =>
    query
      .insert(profileWords)
      .values(
        (["a", "b", "c", "d"] as const).map((name) => ({
          profileId: sql.placeholder("profileId"),
          word: sql.placeholder(name),
        })),
      )
      .onConflictDoNothing(),
);
const ofProfile = statement<{ profileId: number }>()((query, { profileWords }) =>
  query
    .select({ word: profileWords.word })
    .from(profileWords)
    .where(eq(profileWords.profileId, sql.placeholder("profileId"))),
);
const remove = statement<{ profileId: number; word: string }>()((query, { profileWords }) =>
  query
    .delete(profileWords)
    .where(
      and(
        eq(profileWords.word, sql.placeholder("word")),
        eq(profileWords.profileId, sql.placeholder("profileId")),
      ),
    ),
);

/** Notes by which words a new profile is found. */
export function* addWords(profile: Pick<Profile, "id"> & SearchedFields): Steps<void> {
  yield* insertWords(profile.id, wordsOf(profile));
}

/** Notes by which words a profile is found after a change of what it is found by. */
export function* changeWords(profile: Pick<Profile, "id"> & SearchedFields): Steps<void> {
  const profileId = profile.id;
  const wanted = wordsOf(profile);
  const known = (yield* prepared(ofProfile, { profileId })).map(({ word }) => word);
  for (const word of known) if (!wanted.includes(word)) yield* prepared(remove, { profileId, word });
  yield* insertWords(
    profileId,
    wanted.filter((word) => !known.includes(word)),
  );
}

/** Whether what a profile is found by may be other than before. */
export function changesWords(changes: Partial<SearchedFields>): boolean {
  return (["name", "email", "phone", "externalId"] as const).some((field) => changes[field] !== undefined);
}

function* insertWords(profileId: number, words: string[]): Steps<void> {
  for (let start = 0; start < words.length; start += LINE_WORDS) {
    const [a, b, c, d] = words.slice(start, start + LINE_WORDS);
    // A word that is there already is passed over, so the last ones of a line may be the same.
    yield* prepared(insertLine, { profileId, a: a!, b: b ?? a!, c: c ?? a!, d: d ?? a! });
  }
}

/** Whether everybody can be found by words: profiles from before there were any are noted little by little. */
export async function areWordsFilled({ query, tables }: Database): Promise<boolean> {
  const { settings } = tables;
  const [row] = await query.select().from(settings).where(eq(settings.key, FILLED_KEY));
  return row?.value === "filled";
}

/** Notes the words of the next few profiles; answers with whether there may be more. */
export function* fillSomeWords(tx: Transaction, limit: number): Steps<boolean> {
  const { settings, profiles, profileWords } = tx.tables;
  const [row] = yield* run(tx.query.select().from(settings).where(eq(settings.key, FILLED_KEY)));
  if (row?.value === "filled") return false;
  const after = typeof row?.value === "number" ? row.value : 0;
  const people = yield* run(
    tx.query
      .select({
        id: profiles.id,
        name: profiles.name,
        email: profiles.email,
        phone: profiles.phone,
        externalId: profiles.externalId,
      })
      .from(profiles)
      .where(gt(profiles.id, after))
      .orderBy(asc(profiles.id))
      .limit(limit),
  );
  const words = people.flatMap((profile) =>
    wordsOf(profile).map((word) => ({ profileId: profile.id, word })),
  );
  if (words.length > 0) {
    const ids = people.map(({ id }) => id);
    yield* run(tx.query.delete(profileWords).where(inArray(profileWords.profileId, ids)));
    yield* run(tx.query.insert(profileWords).values(words).onConflictDoNothing());
  }
  const last = people.at(-1);
  // New profiles have theirs from the start, so the end of the list is the end of the work.
  const value = last && people.length === limit ? last.id : "filled";
  yield* run(
    tx.query
      .insert(settings)
      .values({ key: FILLED_KEY, value })
      .onConflictDoUpdate({ target: settings.key, set: { value } }),
  );
  return value !== "filled";
}
