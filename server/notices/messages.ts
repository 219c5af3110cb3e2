import type { Steps } from "#server/database/database.ts";
import type { Message } from "#server/store/messages.ts";
import type { MessageEnd } from "#server/store/outbox.ts";
import { findProfile } from "#server/store/profiles.ts";
import { word } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { type Listeners, writeNotice } from "./write.ts";

/** Tells that a message has ended. Call it where the message is ended, in the same transaction. */
export function* tellMessageEnded(
  live: Listeners,
  message: Message,
  end: Pick<MessageEnd, "status" | "reasonCode" | "reasonValues" | "captured">,
  now: number,
): Steps<void> {
  const kind = `message.${end.status}` as const;
  if (!live.subscriptions.wants(kind)) return;
  const person = yield* findProfile(message.profileId);
  if (!person) return;
  const facts = factsOf(message);
  if (kind === "message.sent")
    yield* writeNotice(live, kind, person, { ...facts, captured: end.captured ?? false }, now);
  else yield* writeNotice(live, kind, person, { ...facts, reason: reasonOf(end) }, now);
}

/** Tells that a receiver has refused an address for good, so that nothing more is sent there. */
export function* tellBounce(
  live: Listeners,
  message: Message,
  reason: { code: string; values: NonNullable<MessageEnd["reasonValues"]> },
  now: number,
): Steps<void> {
  if (!live.subscriptions.wants("message.bounced")) return;
  const person = yield* findProfile(message.profileId);
  if (!person) return;
  const told = reasonOf({ reasonCode: reason.code, reasonValues: reason.values });
  const address = message.channel === "email" ? message.endpoint : null;
  const facts = { ...factsOf(message), address, reason: told };
  yield* writeNotice(live, "message.bounced", person, facts, now);
}

function factsOf({ id, channel, workflowId, runId, nodeId }: Message) {
  return { messageId: id, channel, workflowId, runId, nodeId };
}

function reasonOf({ reasonCode, reasonValues }: Pick<MessageEnd, "reasonCode" | "reasonValues">) {
  const code = reasonCode ?? "unknown";
  return { code, text: word(wordReason(code, reasonValues ?? {})) };
}
