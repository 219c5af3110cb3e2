/** What a profile agreed to, for one channel and topic. */
export type ConsentState = "unknown" | "pending" | "granted" | "withdrawn";

/** What nodes and conditions may know about a profile. */
export interface ProfileFacts {
  id: number;
  externalId: string | null;
  email: string | null;
  phone: string | null;
  name: string | null;
  /** IANA zone; null means the shop's. */
  timezone: string | null;
  locale: string | null;
  attributes: Record<string, unknown>;
  createdAt: number;
}

/** A count that a condition asks for: how often the profile did something in the last days (0: ever). */
export interface EventCountNeed {
  event: string;
  withinDays: number;
}

/** Everything a step may read; loaded before the step, so that rules stay pure. */
export interface Facts {
  /** The workflow that the step belongs to. */
  workflowId: number;
  profile: ProfileFacts;
  /** The shop's IANA zone, for profiles without one. */
  shopTimezone: string;
  /** The tag of the language that a message's own texts are in. */
  shopLanguage: string;
  /** `phone`: by text message and WhatsApp. */
  reachable: { email: boolean; webPush: boolean; phone: boolean };
  /** By `eventCountKey`. A need that was not loaded is a bug, so reading it throws. */
  eventCounts: Record<string, number>;
  /** The arm that the profile was given at a split, by node id. */
  assignments: Record<string, string>;
}

export function eventCountKey(need: EventCountNeed): string {
  return `${need.withinDays}:${need.event}`;
}

/** What decides in which of a message's languages somebody gets it. */
export interface Reader {
  /** Null: nothing is known of it. */
  locale: string | null;
  shopLanguage: string;
}

export function readerOf({ profile, shopLanguage }: Facts): Reader {
  return { locale: profile.locale, shopLanguage };
}

export function zoneOf(facts: Facts): string {
  return facts.profile.timezone ?? facts.shopTimezone;
}
