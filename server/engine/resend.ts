import type { Steps, Transaction } from "#server/database/database.ts";
import { tellMessageEnded } from "#server/notices/messages.ts";
import { note } from "#server/store/history.ts";
import { findMessage, findMessageByKey, insertMessage, type Message } from "#server/store/messages.ts";
import { holdMessage } from "#server/store/outbox.ts";
import { findProfile, type Profile } from "#server/store/profiles.ts";
import { pushSubscriptionsOf } from "#server/store/push-subscriptions.ts";
import { hasDeliveries, lockMessage, resendsOf, stopQueued } from "#server/store/resends.ts";
import { addressOf } from "#workflows/address-of.ts";
import { decideSend } from "#workflows/decide-send.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import type { Reason, ReasonCode } from "#workflows/reasons.ts";
import { resendKey, resendsOfKey, resentMessageId } from "./resend-key.ts";
import { type FactServices, loadSendFacts } from "./send-facts.ts";

/** How long a message that is sent again can still be stopped. */
export const RESEND_HOLD_MS = 10_000;
const DAY_MS = 24 * 3_600_000;

/** Why a message of a channel has nowhere to go. */
const NOWHERE: Record<EffectContent["channel"], ReasonCode> = {
  email: "resend.no-address",
  sms: "resend.no-phone",
  whatsapp: "resend.no-phone",
  "in-app": "resend.no-address",
  webhook: "resend.no-address",
  "web-push": "resend.no-browser",
};

/** Whether a message can be sent again, and what would hold it up. */
export type ResendPlan =
  | { kind: "refused"; reason: Reason }
  | { kind: "possible"; endpoint: string; held: Reason | null };

export type ResendResult = { kind: "refused"; reason: Reason } | { kind: "queued"; id: number };

/** What would become of a message that is sent again now. Null when there is no such message. */
export function* planResend(
  tx: Transaction,
  services: FactServices,
  messageId: number,
  now: number,
): Steps<ResendPlan | null> {
  const original = yield* findMessage(messageId);
  const profile = original && (yield* findProfile(original.profileId));
  if (!original || !profile) return null;
  const fault = yield* faultOf(tx, original, services.live.settings.retention.contentDays, now);
  if (fault) return refused(fault);
  if ((yield* resendsOf(tx, original, resendsOfKey(messageId))).some(({ status }) => isOpen(status)))
    return refused("resend.under-way");
  const endpoint = yield* endpointNow(original, profile);
  if (endpoint === null) return refused(NOWHERE[original.channel]);
  const again = { ...repeatOf(original, endpoint, resendKey(messageId, "plan"), now) };
  const message: Message = { ...original, ...again, status: "queued", attempts: 0, dueAt: now };
  const due = { message, profile, run: null, workflow: null };
  const decision = decideSend(original.content, yield* loadSendFacts(services, due, now));
  if (decision.kind === "skip") return { kind: "refused", reason: decision.reason };
  return { kind: "possible", endpoint, held: decision.kind === "hold" ? decision.reason : null };
}

/**
 * Sends a message again on purpose, as a new one with a key of its own. The rules are asked now and once more when it is
 * handed over, after the time in which it can be stopped. The same `id` a second time is the same resend.
 */
export function* resend(
  tx: Transaction,
  services: FactServices,
  { messageId, id, by }: { messageId: number; id: string; by: string },
  now: number,
): Steps<ResendResult | null> {
  const key = resendKey(messageId, id);
  // Two who ask at the same time are two who ask one after the other.
  yield* lockMessage(tx, messageId);
  const known = yield* findMessageByKey(key);
  if (known) return { kind: "queued", id: known.id };
  const plan = yield* planResend(tx, services, messageId, now);
  if (plan?.kind !== "possible") return plan;
  const original = (yield* findMessage(messageId))!;
  const made = yield* insertMessage(repeatOf(original, plan.endpoint, key, now));
  if (made === null) throw new Error(`the resend ${key} exists although it did not`);
  yield* holdMessage(made, {
    until: now + RESEND_HOLD_MS,
    reasonCode: "message.resend-waits" satisfies ReasonCode,
    reasonValues: { seconds: RESEND_HOLD_MS / 1000 },
  });
  yield* note({ ...original, at: now, reason: { code: "message.resent", values: { by } } });
  return { kind: "queued", id: made };
}

/** Stops a resend that nobody has taken up yet; false when it is too late, null when there is none with this id. */
export function* stopResend(
  tx: Transaction,
  { live }: Pick<FactServices, "live">,
  { id, by }: { id: number; by: string },
  now: number,
): Steps<boolean | null> {
  const message = yield* findMessage(id);
  const originalId = message && resentMessageId(message.key);
  if (!message || originalId === undefined || originalId === null) return null;
  const reason = { code: "message.resend-stopped" as const, values: { by } };
  if (!(yield* stopQueued(tx, id, reason, now))) return false;
  const end = { status: "skipped" as const, reasonCode: reason.code, reasonValues: reason.values };
  if (live.subscriptions.any) yield* tellMessageEnded(live, message, end, now);
  const original = yield* findMessage(originalId);
  yield* note({ ...(original ?? message), at: now, reason });
  return true;
}

/** Outside of workflows and runs: it neither waits for them nor moves them on. */
function repeatOf(original: Message, endpoint: string, key: string, now: number) {
  const { profileId, channel, data, host } = original;
  const outside = { workflowId: null, runId: null, nodeId: null, visit: null };
  const content = contentAgain(original);
  return { ...outside, key, profileId, channel, endpoint, host, content, data, createdAt: now };
}

/** The receiver of a webhook may have acted on one that it never answered well: that one keeps its id. */
function contentAgain({ content, key, status }: Message): EffectContent {
  if (content.channel !== "webhook") return content;
  const { webhookId = key, ...again } = content;
  return status === "sent" ? again : { ...again, webhookId };
}

function* faultOf(
  tx: Transaction,
  message: Message,
  contentDays: number,
  now: number,
): Steps<ReasonCode | null> {
  const { key, content, status, endedAt } = message;
  if ("team" in content && content.team) return "resend.team";
  if (key.startsWith("test-")) return "resend.test";
  if (key.startsWith("confirm-")) return "resend.confirmation";
  if (isOpen(status)) return "resend.not-ended";
  const isOld = contentDays > 0 && endedAt !== null && endedAt < now - contentDays * DAY_MS;
  return isOld || (yield* isEmptied(tx, message)) ? "resend.removed" : null;
}

/** Nothing is kept of what it said, as a rule of earlier had it. */
function* isEmptied(tx: Transaction, { id, content, attempts, rendered }: Message): Steps<boolean> {
  if (attempts > 0) return rendered === null && !(yield* hasDeliveries(tx, id));
  return content.channel === "email" && content.body === "" && !content.design && !content.code;
}

/** Where it goes today: to the person's present address, to the same browser, or to the same receiver. */
function* endpointNow({ channel, endpoint }: Message, profile: Profile): Steps<string | null> {
  if (channel === "webhook") return endpoint;
  if (channel !== "web-push") return addressOf(channel, profile);
  const living = yield* pushSubscriptionsOf(profile.id);
  return living.some((one) => one.endpoint === endpoint) ? endpoint : null;
}

function isOpen(status: Message["status"]): boolean {
  return status === "queued" || status === "handed";
}

function refused(code: ReasonCode): ResendPlan {
  return { kind: "refused", reason: { code } };
}
