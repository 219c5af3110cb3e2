import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DATABASE_FILE } from "#server/database/open.ts";
import { migrateSqlite, openSqlite } from "#server/database/sqlite.ts";
import { FILLED_KEY } from "#server/store/profile-words.ts";
import { type SearchedFields, wordsOf } from "#server/store/search-words.ts";
import { type Filling, fillQuickly } from "./fill.ts";

const DAY_MS = 24 * 3_600_000;
const YEAR_DAYS = 365;
const MIGRATIONS = "drizzle/migrations/sqlite";

/** Of a thousand events so many have this name, the most frequent first. */
const NAMES: [name: string, perThousand: number][] = [
  ["Product Viewed", 440],
  ["Page Viewed", 210],
  ["Product Added", 120],
  ["Cart Viewed", 80],
  ["Checkout Started", 60],
  ["Order Completed", 50],
  ["Signed In", 30],
  ["Product Removed", 10],
];

export interface LargeShop {
  /** Its database is for reading: it is kept for the next time. */
  dataDir: string;
  file: string;
  /** When its newest event was. */
  now: number;
}

/**
 * A data folder with so many people and so many events of theirs over a year, made once and kept among the temporary
 * files. People come evenly over the year, but for three in ten who were there before; new ones do most, and a few
 * thousand do very much. The rows are written by SQL and not through the doors; the words to find people by are the app's.
 */
export async function largeShop(people: number, events: number): Promise<LargeShop> {
  const dataDir = join(tmpdir(), `rekindle-large-shop-${people}-${events}-${version()}`);
  const file = join(dataDir, DATABASE_FILE);
  if (!existsSync(dataDir)) {
    const partial = `${dataDir}-${process.pid}`;
    mkdirSync(partial);
    try {
      await make(partial, people, events);
      renameSync(partial, dataDir);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
  }
  const db = openSqlite(file, { readonly: true });
  const now = db.connection.prepare("select max(at) from events").pluck().get() as number;
  await db.close();
  return { dataDir, file, now };
}

/** Another file than before when its contents are others. */
function version(): string {
  const hash = createHash("sha256").update(readFileSync(new URL(import.meta.url)));
  for (const name of readdirSync(MIGRATIONS)
    .filter((file) => file.endsWith(".sql"))
    .sort())
    hash.update(readFileSync(join(MIGRATIONS, name)));
  return hash.digest("hex").slice(0, 12);
}

async function make(dataDir: string, people: number, events: number): Promise<void> {
  const file = join(dataDir, DATABASE_FILE);
  const db = openSqlite(file);
  migrateSqlite(db);
  await db.close();
  const now = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  fillQuickly(dataDir, (filling) => {
    withoutIndexes(filling, "profiles", () => fillProfiles(filling, people, now));
    withoutIndexes(filling, "events", () => fillEvents(filling, people, events, now));
    filling.exec(
      "update profiles set last_seen_at = (select max(at) from events e where e.profile_id = profiles.id)",
    );
    withoutIndexes(filling, "profile_words", () => fillWords(filling));
  });
}

/** Indexes that are made of all rows at once take a fraction of the time. */
function withoutIndexes(filling: Filling, table: string, fill: () => void): void {
  const indexes = filling
    .prepare("select name, sql from sqlite_master where type = 'index' and tbl_name = ? and sql is not null")
    .all(table) as { name: string; sql: string }[];
  for (const { name } of indexes) filling.exec(`drop index ${name}`);
  fill();
  for (const { sql } of indexes) filling.exec(sql);
}

/** A number from 0 to 1 that looks like chance and is the same every time. */
const chance = (seed: number) =>
  `((((i * 2654435761 + ${seed * 7_368_787}) % 4294967296) * ${1_103_515_245 + seed * 46_337} % 4294967291) / 4294967291.0)`;

const numbers = "with recursive n(i) as (select 1 union all select i + 1 from n where i < :count)";

function fillProfiles(filling: Filling, people: number, now: number): void {
  const newShare = "max(0.0, (i * 1.0 / :count - 0.3) / 0.7)";
  filling
    .prepare(
      `insert into profiles (id, external_id, email, name, phone, attributes, is_sample, created_at, updated_at)
       ${numbers} select i, 'C-' || (100000 + i), 'person.' || i || '@example.net',
         ${pickOne(1, ["Ana", "Ben", "Chloé", "Daan", "Émile", "Fatima", "Goran", "Hana", "Ivo", "Jun"])} || ' ' ||
         ${pickOne(2, ["Kovač", "Smith", "Müller", "García", "Rossi", "Novak", "Silva", "Chen"])} || ' ' || i,
         case when i % 5 = 0 then '+49170' || (1000000 + i) end,
         json_object('country', ${pickOne(3, ["DE", "FR", "US", "HR", "GB", "CN"])},
           'plan', ${pickOne(4, ["free", "free", "free", "pro"])}, 'points', cast(${chance(5)} * 1000 as integer)),
         0, cast(:from + ${newShare} * :span as integer), :now from n`,
    )
    .run({ count: people, now, from: now - YEAR_DAYS * DAY_MS, span: YEAR_DAYS * DAY_MS });
}

function pickOne(seed: number, texts: string[]): string {
  const cases = texts.map((text, index) => `when ${index} then '${text}'`).join(" ");
  return `(case cast(${chance(seed)} * ${texts.length} as integer) ${cases} end)`;
}

/** In the order in which they happened. One in twenty is by the most loyal, the others mostly by those who came last. */
function fillEvents(filling: Filling, people: number, events: number, now: number): void {
  const names = filling.prepare("insert into event_names (id, name) values (?, ?)");
  for (const [index, [name]] of NAMES.entries()) names.run(index + 1, name);
  let upTo = 0;
  const nameId = NAMES.map(([, perThousand], index) => {
    upTo += perThousand;
    return `when dice < ${upTo / 1000} then ${index + 1}`;
  }).join(" ");
  filling
    .prepare(
      `insert into events (profile_id, name_id, at, received_at, properties)
       ${numbers}, thrown(i, part, who, loyal, dice, total) as
         (select i, i * 1.0 / :count, ${chance(11)}, ${chance(12)}, ${chance(13)}, 5 + ${chance(14)} * 200 from n),
       done(i, at, profile_id, name_id, total) as
         (select i, cast(:from + part * :span as integer),
            case when loyal < 0.05 then 1 + cast(who * :people / 500 as integer)
              else 1 + cast((0.3 + 0.7 * part) * :people * (1 - who * who) * 0.999999 as integer) end,
            case ${nameId} end, total from thrown)
       select min(profile_id, :people), name_id, at, at,
         case name_id when 6 then '{"order_id":"' || i || '","total":' || round(total, 2) || '}'
           else '{"product_id":"p-' || (i % 5000) || '","price":' || (i % 90 + 0.5) || '}' end
       from done`,
    )
    .run({ count: events, people, from: now - YEAR_DAYS * DAY_MS, span: YEAR_DAYS * DAY_MS });
}

/** What the server would write little by little after an update, in the order of the index. */
function fillWords(filling: Filling): void {
  const people = filling.prepare("select id, name, email, phone, external_id as externalId from profiles");
  filling.exec("create temp table words (word, profile_id)");
  const insert = filling.prepare("insert into words values (?, ?)");
  const rows = people.all() as (SearchedFields & { id: number })[];
  for (const profile of rows) for (const word of wordsOf(profile)) insert.run(word, profile.id);
  filling.exec("insert into profile_words select word, profile_id from words order by 1, 2");
  filling.prepare("insert into settings (key, value) values (?, '\"filled\"')").run(FILLED_KEY);
}
