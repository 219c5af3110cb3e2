import { recordBounce } from "#server/bounces/record-bounce.ts";
import { bounceOfRefusal } from "#server/bounces/refused-at-sending.ts";
import type { Steps, Transaction } from "#server/database/database.ts";
import type { SendResult } from "#server/delivery/job.ts";
import type { OutcomeValues } from "#server/delivery/outcome.ts";
import { addressHash } from "#server/links.ts";
import { tellBounce, tellMessageEnded } from "#server/notices/messages.ts";
import { suppress } from "#server/store/consents.ts";
import { note } from "#server/store/history.ts";
import { findMessage, insertDelivery, type Message, statusesOfVisit } from "#server/store/messages.ts";
import { endMessage, requeueMessage } from "#server/store/outbox.ts";
import { profileIdsWithPhone } from "#server/store/phone-owners.ts";
import { findProfile } from "#server/store/profiles.ts";
import { endPushSubscription } from "#server/store/push-subscriptions.ts";
import { findRun } from "#server/store/runs.ts";
import { countMessages, visitOutcomes } from "#server/store/step-counts.ts";
import { storable } from "#server/store/storable.ts";
import { LEFT_AT_SERVICE, NUMBER_GONE } from "#server/store/text-leaving.ts";
import { leaveNumber } from "#server/texts/leave-number.ts";
import type { Channel } from "#workflows/node.ts";
import type { ReasonCode } from "#workflows/reasons.ts";
import type { WebhookAnswer } from "#workflows/run.ts";
import type { DispatchServices } from "./dispatch.ts";
import { ATTEMPTS_MAX, retryDelayMs } from "./retry.ts";
import { noteTouched } from "./segments/note-touched.ts";
import { moveRun, type StepServices } from "./step.ts";
import { uncountWarmUp } from "./warm-up.ts";

/** A refusal of the service, which makes a number one that is gone where the service knows that for good. */
const BAD_NUMBER = "text.bad-number";

/** Records what became of a message that was handed over, and moves its run on when nothing is open any more. */
export function* recordOutcome(
  tx: Transaction,
  services: StepServices & Pick<DispatchServices, "env">,
  messageId: number,
  result: SendResult,
  now: number,
): Steps<void> {
  const message = yield* findMessage(messageId);
  if (message?.status !== "handed") return;
  const profile = yield* findProfile(message.profileId);
  if (!profile) return;
  // What a server answered may be no text at all.
  const { outcome, rendered, answer } = storable(result);
  const code = outcome.kind === "sent" ? null : outcome.code;
  const values = outcome.kind === "sent" ? null : outcome.values;
  yield* insertDelivery({
    messageId,
    attempt: message.attempts,
    at: now,
    outcome: outcome.kind,
    code,
    values,
  });

  const didNotGoOut = outcome.kind === "retry" || outcome.kind === "failed";
  if (didNotGoOut) yield* uncountWarmUp(tx, services, { message, profile });
  if (outcome.kind === "retry" && message.attempts < triesOf(message)) {
    yield* retryLater(tx, services, message, outcome, now);
    return;
  }
  if (outcome.kind === "retry") yield* giveUp(tx, services, message, outcome, rendered, now);
  else {
    const captured = outcome.kind === "sent" && outcome.captured === true;
    const end = { status: outcome.kind, reasonCode: code, reasonValues: values, captured, rendered };
    yield* endMessage(messageId, end, now);
    if (outcome.kind === "sent" && !captured)
      yield* noteTouched(services, message.profileId, { kind: "messages" }, now, { depth: 1 });
    if (services.live.subscriptions.any) yield* tellMessageEnded(services.live, message, end, now);
    if (code !== null)
      yield* note({ ...message, at: now, reason: { code: code as ReasonCode, values: values ?? {} } });
    if (outcome.kind === "failed") yield* followRefusal(tx, services, message, outcome, now);
  }
  yield* settleVisit(services, message, now, answer);
}

/** How often a message is tried in all: as its step says, and else as usual. */
function triesOf({ content }: Message): number {
  return (content.channel === "webhook" ? content.tries : undefined) ?? ATTEMPTS_MAX;
}

/**
 * What is known of a message whose sender was lost after it was handed over. A receiver of webhooks recognises a repeat
 * by its webhook-id, so that one may be tried again; anything else may have arrived, and is not.
 */
export function lostOutcome(channel: Channel): SendResult {
  return channel === "webhook"
    ? { outcome: { kind: "retry", code: "webhook.interrupted", values: {} }, rendered: null }
    : { outcome: { kind: "unknown", code: "message.interrupted", values: {} }, rendered: null };
}

/**
 * Once every message of a visit has ended: counts it, and moves its run on if that waits for it. `answer` is what the
 * receiver of its webhook said.
 */
export function* settleVisit(
  services: StepServices,
  message: Message,
  now: number,
  answer?: WebhookAnswer,
): Steps<void> {
  const { runId, visit, workflowId, nodeId } = message;
  if (runId === null || visit === null) return;
  const statuses = yield* statusesOfVisit(runId, visit);
  if (statuses.some((status) => status === "queued" || status === "handed")) return;
  // To one of several browsers is to the person.
  const outcome = visitOutcomes.find((kind) => statuses.includes(kind)) ?? "skipped";
  if (workflowId !== null && nodeId !== null) yield* countMessages({ workflowId, nodeId }, outcome, now);
  const run = yield* findRun(runId);
  if (run?.status !== "active" || run.state.visit !== visit || run.state.waiting?.kind !== "effect") return;
  // As it is by now: what was settled before it in this transaction may have changed it.
  const profile = yield* findProfile(run.profileId);
  if (!profile) return;
  yield* moveRun(services, run, profile, { kind: "effect-ended", outcome, answer }, now);
}

type Retry = Extract<SendResult["outcome"], { kind: "retry" }>;

function* retryLater(
  tx: Transaction,
  services: StepServices,
  message: Message,
  outcome: Retry,
  now: number,
): Steps<void> {
  const { code, values } = outcome;
  const delayMs = retryDelayMs(message.key, message.attempts, outcome.retryAfterMs);
  yield* requeueMessage(tx, message.id, { dueAt: now + delayMs, reasonCode: code, reasonValues: values });
  services.dueAt(now + delayMs);
  const minutes = Math.max(1, Math.round(delayMs / 60_000));
  yield* note({
    ...message,
    at: now,
    reason: {
      code: "message.retrying",
      values: { ...values, attempt: message.attempts, minutes, why: code },
    },
  });
}

function* giveUp(
  tx: Transaction,
  services: StepServices,
  message: Message,
  outcome: Retry,
  rendered: SendResult["rendered"],
  now: number,
): Steps<void> {
  const values = { ...outcome.values, attempts: message.attempts, why: outcome.code };
  const end = { status: "failed" as const, reasonCode: "message.gave-up", reasonValues: values, rendered };
  yield* endMessage(message.id, end, now);
  if (services.live.subscriptions.any) yield* tellMessageEnded(services.live, message, end, now);
  yield* note({ ...message, at: now, reason: { code: "message.gave-up", values } });
  yield* followRefusal(tx, services, message, outcome, now);
}

/** What it says of the address, beside that this one message was not taken. */
function* followRefusal(
  tx: Transaction,
  services: StepServices,
  message: Message,
  refusal: { code: string; values: OutcomeValues; suppress?: boolean },
  now: number,
): Steps<void> {
  const bounce = message.channel === "email" ? bounceOfRefusal(refusal) : null;
  if (bounce) yield* recordBounce(tx, services, message, bounce, { at: now, noted: true });
  else if (refusal.suppress) yield* stopWritingTo(tx, services, message, refusal, now);
}

function* stopWritingTo(
  tx: Transaction,
  services: StepServices,
  message: Message,
  refusal: { code: string; values: OutcomeValues },
  now: number,
): Steps<void> {
  if (services.live.subscriptions.any) yield* tellBounce(services.live, message, refusal, now);
  if (message.channel === "web-push") {
    yield* endPushSubscription(tx, message.endpoint, now);
    yield* noteTouched(services, message.profileId, { kind: "web-push" }, now);
    return;
  }
  const { channel, endpoint, profileId } = message;
  if ((channel === "sms" || channel === "whatsapp") && refusal.code === LEFT_AT_SERVICE) {
    const owners = new Set([profileId, ...(yield* profileIdsWithPhone(endpoint))]);
    const left = { channel, number: endpoint, reason: refusal.code, owners, at: now } as const;
    yield* leaveNumber(tx, services, left);
    return;
  }
  yield* suppress(tx, {
    channel,
    addressHash: addressHash(services.keys, channel, endpoint),
    reason: refusal.code === BAD_NUMBER ? NUMBER_GONE : refusal.code,
    at: now,
  });
}
