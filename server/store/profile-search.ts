import { and, between, inArray, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { areWordsFilled } from "./profile-words.ts";
import { searchTokens, wordsEnd } from "./search-words.ts";

/** Up to so many people who have a word are gone through one by one; of more, it is enough to know that there are. */
export const FOUND_MAX = 10_000;
/** People who are asked for at a time whether they have a word as well. */
export const CHUNK_PEOPLE = 500;

/** What a search comes to. */
export type Search =
  | { kind: "everybody" }
  /** Rests on the whole text of each profile, until everybody can be found by words. */
  | { kind: "holding"; text: string }
  /** Those who have all words that few have, the newest first; they must have `others` as well, which many have. */
  | { kind: "few"; ids: number[]; others: string[] }
  /** Each of the words is one that very many have. */
  | { kind: "many"; tokens: string[] };

/** Looks who has the words that are searched for, as far as few have them: up to `foundMax`. */
export async function planSearch(db: Database, text: string, foundMax = FOUND_MAX): Promise<Search> {
  if (text.trim() === "") return { kind: "everybody" };
  if (!(await areWordsFilled(db))) return { kind: "holding", text };
  const tokens = searchTokens(text);
  const { profileWords } = db.tables;
  const others: string[] = [];
  let found: Set<number> | undefined;
  for (const token of tokens) {
    const rows = await db.query
      .select({ id: profileWords.profileId })
      .from(profileWords)
      .where(beginsWith(profileWords, token))
      .limit(foundMax + 1);
    if (rows.length > foundMax) {
      others.push(token);
      continue;
    }
    const known: Set<number> | undefined = found;
    found = new Set(rows.flatMap(({ id }) => (known && !known.has(id) ? [] : [id])));
    if (found.size === 0) break;
  }
  if (!found) return { kind: "many", tokens };
  return { kind: "few", ids: [...found].sort((a, b) => b - a), others };
}

/** Those of a few people who have a word that begins with each of these. */
export async function havingWords(db: Database, ids: number[], tokens: string[]): Promise<number[]> {
  const { profileWords } = db.tables;
  let left = ids;
  for (const token of tokens) {
    if (left.length === 0) return [];
    // Through the people and not through the word, which very many have: so no index fits the word here.
    const word = sql`(${profileWords.word} || '')`;
    const rows = await db.query
      .select({ id: profileWords.profileId })
      .from(profileWords)
      .where(and(isAmong(profileWords.profileId, left), beginsWith({ word }, token)));
    const having = new Set(rows.map(({ id }) => id));
    left = left.filter((id) => having.has(id));
  }
  return left;
}

/** Whether an id is one of these, or with them nearly side by side, between them: what else lies there is left out later. */
function isAmong(id: SQLWrapper, ids: number[]): SQL | undefined {
  let [least, most] = [ids[0]!, ids[0]!];
  for (const one of ids) {
    least = Math.min(least, one);
    most = Math.max(most, one);
  }
  const isDense = most - least < ids.length * DENSE_FACTOR;
  return isDense ? between(sql`${id}`, least, most) : inArray(sql`${id}`, ids);
}

/** Reading a few people too many costs less than naming each. */
const DENSE_FACTOR = 3;

function beginsWith({ word }: { word: SQLWrapper }, token: string): SQL {
  return sql`(${word} >= ${token} and ${word} < ${wordsEnd(token)})`;
}

/** Profiles whose name, email address or customer number holds these words. */
export function namedLike(
  profiles: Record<"name" | "email" | "externalId", SQLWrapper>,
  search: string,
): SQL | undefined {
  const pattern = `%${search
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, "\\$&")}%`;
  const contains = (column: SQLWrapper) => sql`lower(${column}) like ${pattern} escape '\\'`;
  return or(contains(profiles.name), contains(profiles.email), contains(profiles.externalId));
}
