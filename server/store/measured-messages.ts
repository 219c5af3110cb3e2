import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { InteractionKind } from "#drizzle/tables/messages.ts";
import { prepared, type Steps, statement } from "#server/database/database.ts";
import type { MessageNeed } from "#workflows/needs.ts";
import type { Window } from "#workflows/rule-window.ts";
import { isReceived, isToCustomer } from "./message-deeds.ts";
import { ENDLESS, EVER } from "./moments.ts";

type Wanted = {
  profileId: number;
  /** "": whatever channel. */
  channel: string;
  /** 0: whatever workflow. */
  workflowId: number;
  from: number;
  until: number;
};

const received = statement<Wanted>()((query, { messages }) =>
  query
    .select({ messageId: messages.id, at: messages.endedAt })
    .from(messages)
    .where(
      and(
        eq(messages.profileId, sql.placeholder("profileId")),
        isReceived(messages),
        gte(messages.endedAt, sql.placeholder("from")),
        lt(messages.endedAt, sql.placeholder("until")),
        sql`${sql.placeholder("channel")} in ('', ${messages.channel})`,
        sql`cast(${sql.placeholder("workflowId")} as bigint) in (0, ${messages.workflowId})`,
      ),
    ),
);
const reacted = statement<Wanted & { kind: InteractionKind }>()((query, { interactions, messages }) =>
  query
    .select({ messageId: interactions.messageId, at: interactions.at })
    .from(interactions)
    .innerJoin(messages, eq(messages.id, interactions.messageId))
    .where(
      and(
        eq(interactions.profileId, sql.placeholder("profileId")),
        gte(interactions.at, sql.placeholder("from")),
        lt(interactions.at, sql.placeholder("until")),
        eq(interactions.kind, sql.placeholder("kind")),
        eq(interactions.machine, false),
        isToCustomer(messages),
        sql`${sql.placeholder("channel")} in ('', ${messages.channel})`,
        sql`cast(${sql.placeholder("workflowId")} as bigint) in (0, ${messages.workflowId})`,
      ),
    ),
);

/** How many messages the profile got, opened or clicked in a window. */
export function* countMessageDeeds(profileId: number, need: MessageNeed, window: Window): Steps<number> {
  const rows = yield* deeds(profileId, need, window);
  return new Set(rows.map(({ messageId }) => messageId)).size;
}

/** When the profile got, opened or clicked messages at or after a moment, in no order; null: ever. */
export function* timesOfMessageDeeds(
  profileId: number,
  need: MessageNeed,
  from: number | null,
): Steps<number[]> {
  const rows = yield* deeds(profileId, need, { from, until: null });
  return rows.map(({ at }) => at!);
}

function* deeds(
  profileId: number,
  need: MessageNeed,
  { from, until }: Window,
): Steps<{ messageId: number; at: number | null }[]> {
  const { did, channel, workflowId } = need;
  const which = { channel: channel ?? "", workflowId: workflowId ?? 0 };
  const wanted = { profileId, ...which, from: from ?? EVER, until: until ?? ENDLESS };
  return did === "received"
    ? yield* prepared(received, wanted)
    : yield* prepared(reacted, { ...wanted, kind: did });
}
