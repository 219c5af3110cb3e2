import { and, asc, gt, inArray } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { MARKETING_ONLY } from "#server/store/consents.ts";
import { isLinkId } from "#server/store/merge.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import type { Channel } from "#workflows/node.ts";
import { type ExportRow, idAfter, iso, type PageArgs, type Sheet, type SheetPage } from "./sheet.ts";

const ATTRIBUTE_NAMES_PER_PAGE = 1_000;

/**
 * Everybody, with what they agreed to. The headings of the CSV file are those that an import knows, so that the file
 * can be brought in again as it is.
 */
export const profileSheet = {
  columns: {
    id: "Rekindle ID",
    externalId: "External ID",
    email: "Email",
    emailConfirmed: "Email confirmed",
    phone: "Phone",
    name: "Name",
    timezone: "Time zone",
    locale: "Locale",
    createdAt: "Created at",
    emailConsent: "Email consent",
    consentTime: "Consent timestamp",
    suppressed: "Suppressed",
    smsConsent: "SMS consent",
    whatsappConsent: "WhatsApp consent",
  },
  page,
} as const satisfies Sheet;

/** The profiles that `hashes` names: those of `listExportAddresses`. */
async function page(db: Database, { limit, hashes = {} }: PageArgs): Promise<SheetPage> {
  const { profiles } = db.tables;
  const ids = Object.keys(hashes).map(Number);
  const found =
    ids.length === 0
      ? []
      : await db.query.select().from(profiles).where(inArray(profiles.id, ids)).orderBy(asc(profiles.id));
  const consents = await consentsOf(db, ids);
  const anonymous = await anonymousIdsOf(db, ids);
  const suppressed = await suppressionsOf(db, hashes);
  const rows = found.map(({ id, createdAt, updatedAt, lastSeenAt, ...profile }): ExportRow => {
    const agreed = consents.get(id) ?? [];
    const saidOf = (name: Channel) =>
      agreed.find(({ channel, topic }) => channel === name && topic === DEFAULT_TOPIC);
    const stateOf = (name: Channel) => {
      const state = saidOf(name)?.state ?? "unknown";
      return state === "unknown" ? null : state;
    };
    const email = saidOf("email");
    return {
      id,
      ...profile,
      emailConfirmed: profile.email === null ? null : !profile.emailClaimed,
      createdAt: iso(createdAt),
      updatedAt: iso(updatedAt),
      lastSeenAt: iso(lastSeenAt),
      emailConsent: stateOf("email"),
      consentTime: email ? iso(email.updatedAt) : null,
      suppressed: suppressed.get(hashes[id] ?? "") ?? null,
      smsConsent: stateOf("sms"),
      whatsappConsent: stateOf("whatsapp"),
      anonymousIds: anonymous.get(id) ?? [],
      consents: agreed.map(({ channel, topic, state, updatedAt: at }) => ({
        channel,
        topic,
        state,
        at: iso(at),
      })),
    };
  });
  return { rows, next: ids.length < limit ? null : [Math.max(...ids)] };
}

/** The addresses of a page of profiles, of these alone with `ids`: whoever holds the keys makes their hashes. */
export async function listExportAddresses(
  db: Database,
  { after, limit, ids }: Pick<PageArgs, "after" | "limit"> & { ids?: number[] },
): Promise<{ id: number; email: string | null }[]> {
  const { profiles } = db.tables;
  return await db.query
    .select({ id: profiles.id, email: profiles.email })
    .from(profiles)
    .where(and(gt(profiles.id, idAfter(after)), ids && inArray(profiles.id, ids)))
    .orderBy(asc(profiles.id))
    .limit(limit);
}

/** The names of the attributes of the next profiles, and where the next page begins. */
export async function listExportAttributes(
  db: Database,
  { after, ids }: { after: number; ids?: number[] },
): Promise<{ names: string[]; next: number | null }> {
  const { profiles } = db.tables;
  const found = await db.query
    .select({ id: profiles.id, attributes: profiles.attributes })
    .from(profiles)
    .where(and(gt(profiles.id, after), ids && inArray(profiles.id, ids)))
    .orderBy(asc(profiles.id))
    .limit(ATTRIBUTE_NAMES_PER_PAGE);
  const names = new Set<string>();
  for (const { attributes } of found) for (const name of Object.keys(attributes)) names.add(name);
  return { names: [...names], next: found.length < ATTRIBUTE_NAMES_PER_PAGE ? null : found.at(-1)!.id };
}

type Agreed = { channel: Channel; topic: string; state: string; updatedAt: number };

async function consentsOf({ query, tables }: Database, ids: number[]): Promise<Map<number, Agreed[]>> {
  const { consents } = tables;
  if (ids.length === 0) return new Map();
  const found = await query
    .select()
    .from(consents)
    .where(inArray(consents.profileId, ids))
    .orderBy(asc(consents.profileId), asc(consents.channel), asc(consents.topic));
  return Map.groupBy(found, ({ profileId }) => profileId);
}

async function anonymousIdsOf({ query, tables }: Database, ids: number[]): Promise<Map<number, string[]>> {
  const { anonymousIds } = tables;
  if (ids.length === 0) return new Map();
  const found = await query
    .select({ profileId: anonymousIds.profileId, value: anonymousIds.value })
    .from(anonymousIds)
    .where(inArray(anonymousIds.profileId, ids))
    .orderBy(asc(anonymousIds.value));
  const own = found.filter(({ value }) => !isLinkId(value));
  const byProfile = Map.groupBy(own, ({ profileId }) => profileId);
  return new Map([...byProfile].map(([id, rows]) => [id, rows.map(({ value }) => value)]));
}

/** Why addresses must not be written to, by their hashes. */
async function suppressionsOf(
  { query, tables }: Database,
  hashes: Record<number, string | null>,
): Promise<Map<string, string>> {
  const { suppressions } = tables;
  const wanted = Object.values(hashes).filter((hash) => hash !== null);
  if (wanted.length === 0) return new Map();
  const found = await query.select().from(suppressions).where(inArray(suppressions.addressHash, wanted));
  // An import takes the one for a withdrawal, and anything else for an address that does not work.
  const show = (reason: string) => (MARKETING_ONLY.includes(reason) ? "unsubscribed" : reason);
  return new Map(found.map(({ addressHash, reason }) => [addressHash, show(reason)]));
}
