import { and, eq, inArray, max, notInArray, or, sql } from "drizzle-orm";
import type { Tables } from "#drizzle/tables.ts";
import {
  type Database,
  prepared,
  run,
  type Steps,
  statement,
  type Transaction,
} from "#server/database/database.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import type { ConsentState } from "#workflows/facts.ts";
import type { Channel } from "#workflows/node.ts";
import { consentFor, toWithdrawAll } from "#workflows/topic-consent.ts";
import { LEAVINGS } from "./text-leaving.ts";

export interface ConsentChange {
  profileId: number;
  channel: Channel;
  topic: string;
  state: ConsentState;
  /** Where it came from: "api", "unsubscribe-link", "double-opt-in", … */
  source: string;
  at: number;
}

export type Consent = Tables["consents"]["$inferSelect"];

/** The source of what somebody chose on their page of preferences, before the version of the words that they read. */
export const PREFERENCES_SOURCE = "preferences";

/** Why a suppression stands that outlives somebody who had unsubscribed: it holds marketing back, and nothing else. */
export const ERASED_WITHDRAWAL = "email.unsubscribed-before-erasure";

/** The same for somebody who had left text messages or WhatsApp. */
export const ERASED_TEXT_WITHDRAWAL = "text.unsubscribed-before-erasure";

/** Why a suppression stands for somebody who called an email spam: it holds marketing back, and nothing else. */
export const COMPLAINED = "email.complained";

/** Reasons that hold back marketing alone. */
export const MARKETING_ONLY: readonly string[] = [ERASED_WITHDRAWAL, ERASED_TEXT_WITHDRAWAL, COMPLAINED];

const find = statement<{ profileId: number; channel: Channel; topic: string }>()((query, { consents }) =>
  query
    .select({ state: consents.state })
    .from(consents)
    .where(
      and(
        eq(consents.profileId, sql.placeholder("profileId")),
        eq(consents.channel, sql.placeholder("channel")),
        eq(consents.topic, sql.placeholder("topic")),
      ),
    ),
);
const save = statement<{
  profileId: number;
  channel: Channel;
  topic: string;
  state: ConsentState;
  updatedAt: number;
}>()((query, { consents }) =>
  query
    .insert(consents)
    .values({
      profileId: sql.placeholder("profileId"),
      channel: sql.placeholder("channel"),
      topic: sql.placeholder("topic"),
      state: sql.placeholder("state"),
      updatedAt: sql.placeholder("updatedAt"),
    })
    .onConflictDoUpdate({
      target: [consents.profileId, consents.channel, consents.topic],
      set: { state: sql`excluded.state`, updatedAt: sql`excluded.updated_at` },
    }),
);
const log = statement<{ [K in keyof ConsentChange]: ConsentChange[K] }>()((query, { consentLog }) =>
  query.insert(consentLog).values({
    profileId: sql.placeholder("profileId"),
    channel: sql.placeholder("channel"),
    topic: sql.placeholder("topic"),
    state: sql.placeholder("state"),
    source: sql.placeholder("source"),
    at: sql.placeholder("at"),
  }),
);
const allOf = statement<{ profileId: number }>()((query, { consents }) =>
  query
    .select()
    .from(consents)
    .where(eq(consents.profileId, sql.placeholder("profileId"))),
);
const saidAt = statement<{ profileId: number; channel: Channel; topic: string }>()((query, { consentLog }) =>
  query
    .select({ state: consentLog.state, at: max(consentLog.at) })
    .from(consentLog)
    .where(
      and(
        eq(consentLog.profileId, sql.placeholder("profileId")),
        eq(consentLog.channel, sql.placeholder("channel")),
        eq(consentLog.topic, sql.placeholder("topic")),
      ),
    )
    .groupBy(consentLog.state),
);
const answeredAt = statement<{ profileId: number; channel: Channel }>()((query, { consentLog }) =>
  query
    .select({ at: max(consentLog.at) })
    .from(consentLog)
    .where(
      and(
        eq(consentLog.profileId, sql.placeholder("profileId")),
        eq(consentLog.channel, sql.placeholder("channel")),
        inArray(consentLog.state, ["granted", "withdrawn"]),
      ),
    ),
);
const isSuppressed = statement<{ channel: Channel; addressHash: string }>()((query, { suppressions }) =>
  query
    .select({ reason: suppressions.reason, at: suppressions.at })
    .from(suppressions)
    .where(
      and(
        eq(suppressions.channel, sql.placeholder("channel")),
        eq(suppressions.addressHash, sql.placeholder("addressHash")),
      ),
    ),
);

export function* findConsent(profileId: number, channel: Channel, topic: string): Steps<ConsentState> {
  return (yield* prepared(find, { profileId, channel, topic }))[0]?.state ?? "unknown";
}

/** What counts for a topic: what the profile said of it, or else of the channel as a whole. */
export function* findConsentFor(profileId: number, channel: Channel, topic: string): Steps<ConsentState> {
  if (topic === DEFAULT_TOPIC) return yield* findConsent(profileId, channel, topic);
  return consentFor(yield* saidOf(profileId, channel), topic);
}

/** What a profile has said of each topic of a channel. */
export function* saidOf(
  profileId: number,
  channel: Channel,
): Steps<{ topic: string; state: ConsentState }[]> {
  return (yield* consentsOf(profileId)).filter((consent) => consent.channel === channel);
}

/** The changes by which nothing comes through a channel any more, whatever it is about. */
export function* leavingChannel(change: Omit<ConsentChange, "topic" | "state">): Steps<ConsentChange[]> {
  const said = yield* saidOf(change.profileId, change.channel);
  return toWithdrawAll(said).map((topic) => ({ ...change, topic, state: "withdrawn" }));
}

/** Everything a profile has said, for each channel and topic. */
export function* consentsOf(profileId: number): Steps<Consent[]> {
  return yield* prepared(allOf, { profileId });
}

/** Sets a consent and writes it to the log; saying the same again adds nothing. Nobody outside is told of it. */
export function* setConsent(change: ConsentChange): Steps<void> {
  yield* changeConsent(change);
}

/** Sets a consent and writes it to the log; false when it was so already. */
export function* changeConsent(change: ConsentChange): Steps<boolean> {
  const { profileId, channel, topic, state, source, at } = change;
  if ((yield* findConsent(profileId, channel, topic)) === state) return false;
  yield* prepared(save, { profileId, channel, topic, state, updatedAt: at });
  yield* prepared(log, { profileId, channel, topic, state, source, at });
  return true;
}

/** When a profile last said yes, and when it last said no; null for never. */
export function* lastSaid(
  profileId: number,
  channel: Channel,
  topic: string,
): Steps<{ yes: number | null; no: number | null }> {
  const rows = yield* prepared(saidAt, { profileId, channel, topic });
  const at = (state: ConsentState) => rows.find((row) => row.state === state)?.at ?? null;
  return { yes: at("granted"), no: at("withdrawn") };
}

/** When a profile last said yes or no to anything that comes through a channel; null for never. */
export function* lastAnswer(profileId: number, channel: Channel): Steps<number | null> {
  return (yield* prepared(answeredAt, { profileId, channel }))[0]?.at ?? null;
}

/** Why an address must not be written to; null when it may. */
export function* findSuppression(channel: Channel, addressHash: string): Steps<string | null> {
  return (yield* suppressionOf(channel, addressHash))?.reason ?? null;
}

/** Why and since when an address must not be written to. */
export function* suppressionOf(
  channel: Channel,
  addressHash: string,
): Steps<{ reason: string; at: number } | undefined> {
  return (yield* prepared(isSuppressed, { channel, addressHash }))[0];
}

/** Puts an address on the list of those that must not be written to; one that is there keeps its reason, unless it is a weaker one. */
export function* suppress(
  tx: Transaction,
  entry: { channel: Channel; addressHash: string; reason: string; at: number },
): Steps<void> {
  const { suppressions } = tx.tables;
  yield* run(
    tx.query
      .insert(suppressions)
      .values(entry)
      .onConflictDoUpdate({
        target: [suppressions.channel, suppressions.addressHash],
        set: { reason: sql`excluded.reason`, at: sql`excluded.at` },
        // What holds back marketing alone gives way to what is stricter, and that a number is gone to what its owner said.
        setWhere: or(
          inArray(suppressions.reason, [...MARKETING_ONLY]),
          and(inArray(sql`excluded.reason`, [...LEAVINGS]), notInArray(suppressions.reason, [...LEAVINGS])),
        ),
      }),
  );
}

/** As `findConsentFor`, in a transaction of its own. */
export function consentState(
  db: Database,
  profileId: number,
  channel: Channel,
  topic: string,
): Promise<ConsentState> {
  return db.transaction(() => findConsentFor(profileId, channel, topic));
}
