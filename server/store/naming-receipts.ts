import { and, asc, gt, inArray, isNull, max, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import { type Database, run, type Steps, type Transaction } from "#server/database/database.ts";
import type { Receipt } from "./receipts.ts";

/** Elsewhere a receipt may be committed after one with a higher number: so many that are under way at once are allowed for. */
const UNDER_WAY_MAX = 100;

/** What was found out about receipts that name an address and belong to no profile. */
export interface ReceiptsSearch {
  email: string;
  receiptIds: number[];
  /** All receipts up to this one have been looked at. */
  upTo: number;
}

/** Looks for the receipts that belong to no profile and name an address: reads all that there are. */
export async function searchReceiptsNaming(db: Database, email: string): Promise<ReceiptsSearch> {
  const { receipts } = db.tables;
  const [newest] = await db.query.select({ id: max(receipts.id) }).from(receipts);
  const rows = await db.query.select({ id: receipts.id }).from(receipts).where(naming(receipts, email));
  const upTo = (newest?.id ?? 0) - (db.engine === "postgres" ? UNDER_WAY_MAX : 0);
  return { email, receiptIds: rows.map(({ id }) => id), upTo };
}

/** The receipts that belong to no profile and name an address, the oldest first. */
export async function listReceiptsNaming({ query, tables }: Database, email: string): Promise<Receipt[]> {
  const { receipts } = tables;
  return await query.select().from(receipts).where(naming(receipts, email)).orderBy(asc(receipts.id));
}

/** Removes some receipts, unless they belong to a profile by now. */
export function* eraseReceipts(tx: Transaction, receiptIds: number[]): Steps<void> {
  const { receipts } = tx.tables;
  yield* run(
    tx.query.delete(receipts).where(and(inArray(receipts.id, receiptIds), isNull(receipts.profileId))),
  );
}

/** Removes receipts after one of them that belong to no profile and name an address. */
export function* eraseReceiptsNaming(tx: Transaction, email: string, after: number): Steps<void> {
  const { receipts } = tx.tables;
  yield* run(tx.query.delete(receipts).where(and(gt(receipts.id, after), naming(receipts, email))));
}

/** Belonging to no profile and naming an address: as it is, in a form, or as some programs spell the @ in JSON. */
function naming(receipts: Tables["receipts"], email: string) {
  const address = email.toLowerCase();
  const spellings = [address, encodeURIComponent(address).toLowerCase(), address.replace("@", "\\u0040")];
  const text = sql`lower(coalesce(${receipts.body}, '') || cast(${receipts.headers} as text))`;
  const names = [...new Set(spellings)].map(
    (spelling) => sql`${text} like ${`%${escapeLike(spelling)}%`} escape '!'`,
  );
  return and(isNull(receipts.profileId), sql`(${sql.join(names, sql` or `)})`);
}

function escapeLike(text: string): string {
  return text.replace(/[!%_]/g, "!$&");
}
