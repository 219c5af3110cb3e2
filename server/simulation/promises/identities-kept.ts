import type { Checker } from "./checker.ts";

/**
 * What a customer did stays his, whatever he is found out to be besides: no event is lost when two profiles become one,
 * an event under a number of the shop belongs to the profile with that number, and no number ever disappears.
 */
export function identitiesKept(): Checker {
  /** By event: whose it is, and under which number it came. */
  const events = new Map<number, { owner: number; externalId: string | null }>();
  const known = new Map<string, number>();
  return {
    check({ rows, ledger }) {
      const broken: string[] = [];
      const survivorOf = new Map(
        [...rows.merged].flatMap(([into, visitors]) => visitors.map((visitor) => [visitor, into] as const)),
      );
      for (const event of events.values()) event.owner = survivorOf.get(event.owner) ?? event.owner;
      for (const { id, profileId, properties } of rows.newEvents) {
        const item = typeof properties.ref === "string" ? ledger.sent.get(properties.ref)?.item : undefined;
        events.set(id, { owner: profileId, externalId: item?.externalId ?? null });
      }
      for (const { id, externalId } of rows.now.profiles.values()) {
        if (externalId === null) continue;
        const before = known.get(externalId) ?? id;
        if ((survivorOf.get(before) ?? before) !== id) broken.push(`“${externalId}” became another profile`);
        known.set(externalId, id);
      }
      for (const [externalId, id] of known)
        if (!rows.now.profiles.has(id)) broken.push(`“${externalId}” is not there any more`);
      for (const [id, { owner, externalId }] of events) {
        if (rows.eventOwners && rows.eventOwners.get(id) !== owner)
          broken.push(`event ${id} should be profile ${owner}'s, and is ${rows.eventOwners.get(id)}'s`);
        if (externalId !== null && known.get(externalId) !== owner)
          broken.push(`event ${id} of “${externalId}” is profile ${owner}'s`);
      }
      return broken;
    },
  };
}
