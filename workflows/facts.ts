import type { LifecycleStage } from "./lifecycle.ts";

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
  /** When it did something last; null: never. */
  lastSeenAt: number | null;
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
  /**
   * What rules measure, by `measureKey`; null where there is nothing to measure. One that was not loaded is a bug, so
   * reading it throws.
   */
  measures: Readonly<Record<string, number | null>>;
  /** When that was which a measure counts, by `measureKey`, the newest first: for `turnsAt` alone. */
  times?: Readonly<Record<string, readonly number[]>>;
  /** Those of the segments that rules ask about which the profile is in now. */
  segments: ReadonlySet<number>;
  /** Null: it has none. */
  stage: LifecycleStage | null;
  /** The tags that people and workflows here gave the profile; those that programs bring stand in its attributes. */
  tags: readonly string[];
  /** The arm that the profile was given at a split, by node id. */
  assignments: Record<string, string>;
}

/** What rules read beside the profile, for whoever has no rule that reads any of it. */
export const NOTHING_KNOWN: Pick<Facts, "measures" | "segments" | "stage" | "tags"> = {
  measures: {},
  segments: new Set(),
  stage: null,
  tags: [],
};

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
