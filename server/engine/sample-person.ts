import type { Profile } from "#server/store/profiles.ts";

/** Somebody to write an email for before there is anybody. */
export function samplePerson(now: number): Profile {
  return {
    ...{ id: 0, externalId: "sample", email: "ana.sample@example.com", phone: null, name: "Ana Sample" },
    ...{ timezone: null, locale: null, attributes: {}, emailClaimed: false, isSample: true },
    ...{ trackingOff: true, lastSeenAt: null, createdAt: now, updatedAt: now },
  };
}
