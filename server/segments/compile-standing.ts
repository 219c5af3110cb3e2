import { type SQL, sql } from "drizzle-orm";
import { NOT_LOOKED_AT } from "#server/store/lifecycle.ts";
import { isReceived, isToCustomer } from "#server/store/message-deeds.ts";
import { TAGS_ATTRIBUTE } from "#workflows/change.ts";
import type {
  LifecycleRule,
  MessageRule,
  ReachableRule,
  SegmentRule,
  TagRule,
  WorkflowRule,
} from "#workflows/condition.ts";
import { windowOf } from "#workflows/rule-window.ts";
import { type Asking, among, timeWithin } from "./compiling.ts";
import { surely } from "./dialect.ts";

/** How many messages somebody got, opened or clicked, each message once. */
export function compileMessage(rule: MessageRule, asking: Asking): SQL {
  const { did, channel, workflowId, atLeast } = rule;
  const { messages } = asking.tables;
  const window = windowOf(rule, asking.now);
  const often = (messageId: SQL) => (atLeast === 1 ? null : sql`count(distinct ${messageId}) >= ${atLeast}`);
  const chosen = sql`${channel === undefined ? sql`` : sql` and messages.channel = ${channel}`}${
    workflowId === undefined ? sql`` : sql` and messages.workflow_id = ${workflowId}`
  }`;
  if (did === "received") {
    const got = sql`from messages where ${isReceived(messages)} and messages.ended_at is not null${chosen}${timeWithin(sql`messages.ended_at`, window)}`;
    return among(asking, sql`messages.profile_id`, got, often(sql`messages.id`));
  }
  const deeds = sql`from interactions i join messages on messages.id = i.message_id
    where i.kind = ${did} and i.machine = false and ${isToCustomer(messages)}${chosen}${timeWithin(sql`i.at`, window)}`;
  return among(asking, sql`i.profile_id`, deeds, often(sql`i.message_id`));
}

/** Where somebody is, or was lately, with a workflow. */
export function compileWorkflow({ workflowId, state, withinDays }: WorkflowRule, asking: Asking): SQL {
  const window = windowOf({ withinDays }, asking.now);
  const holds = {
    inside: sql` and r.status = 'active'`,
    entered: timeWithin(sql`r.started_at`, window),
    finished: sql` and r.status = 'finished' and r.ended_at is not null${timeWithin(sql`r.ended_at`, window)}`,
    converted: sql` and r.converted_at is not null${timeWithin(sql`r.converted_at`, window)}`,
  };
  return among(
    asking,
    sql`r.profile_id`,
    sql`from runs r where r.workflow_id = ${workflowId}${holds[state]}`,
  );
}

export function compileSegment({ segmentId }: SegmentRule, asking: Asking): SQL {
  return among(asking, sql`s.profile_id`, sql`from segment_members s where s.segment_id = ${segmentId}`);
}

export function compileLifecycle({ stage }: LifecycleRule, asking: Asking): SQL {
  const known = sql`l.since <> ${sql.raw(String(NOT_LOOKED_AT))}`;
  return among(asking, sql`l.profile_id`, sql`from lifecycle_stages l where l.stage = ${stage} and ${known}`);
}

/** A tag that people here gave, or one that workflows and programs keep among the attributes. */
export function compileTag({ tag }: TagRule, asking: Asking): SQL {
  const given = among(asking, sql`t.profile_id`, sql`from profile_tags t where t.tag = ${tag}`);
  const own = surely(asking.dialect.listHasText(sql`p.attributes`, TAGS_ATTRIBUTE, tag));
  return sql`(${given} or ${own})`;
}

export function compileReachable({ channel }: ReachableRule, asking: Asking): SQL {
  if (channel === "email") return sql`(p.email is not null)`;
  if (channel === "phone") return sql`(${asking.dialect.phoneAddress(sql`p.phone`)} is not null)`;
  return among(asking, sql`b.profile_id`, sql`from push_subscriptions b where b.ended_at is null`);
}
