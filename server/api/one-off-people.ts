import type { Services } from "#server/services.ts";
import { saveListed } from "#server/store/one-offs.ts";
import { badRequest } from "./trpc.ts";

const UNKNOWN_SHOWN_MAX = 100;

/** Makes the people that these lines name the list of a one-off message, and tells who was not found. */
export async function setListed(
  { db, reads, clock }: Pick<Services, "db" | "reads" | "clock">,
  oneOffId: number,
  lines: string[],
) {
  const written = lines.map((line) => line.trim()).filter((line) => line !== "");
  const found = await reads.findListed({ lines: written });
  const known = found.flatMap(({ profileId }) => profileId ?? []);
  const profileIds = [...new Set(known)].sort((a, b) => a - b);
  const revision = await db.transaction((tx) => saveListed(tx, oneOffId, profileIds, clock.now()));
  if (revision === null) throw badRequest("This message is no draft any more");
  const unknown = found.filter(({ profileId }) => profileId === null).map(({ line }) => line);
  return {
    revision,
    /** People on the list now. */
    found: profileIds.length,
    /** Lines that name somebody who stands on an earlier line already. */
    duplicates: known.length - profileIds.length,
    unknownCount: unknown.length,
    /** The first of them. */
    unknown: unknown.slice(0, UNKNOWN_SHOWN_MAX),
  };
}
