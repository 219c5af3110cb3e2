import { readReturnId } from "#server/bounces/return-id.ts";
import type { Steps, Transaction } from "#server/database/database.ts";
import { hasLeftByCode, isNumberGone, wordsOfCode } from "#server/delivery/texting/twilio-codes.ts";
import { addressHash } from "#server/links.ts";
import { tellBounce } from "#server/notices/messages.ts";
import { hasBounced, insertBounce } from "#server/store/bounces.ts";
import { suppress } from "#server/store/consents.ts";
import { claimMessageId } from "#server/store/events.ts";
import { note } from "#server/store/history.ts";
import { DELIVERED } from "#server/store/message-story.ts";
import { findMessage, type Message } from "#server/store/messages.ts";
import { profileIdsWithPhone } from "#server/store/phone-owners.ts";
import { LEFT_AT_SERVICE, NUMBER_GONE } from "#server/store/text-leaving.ts";
import { leaveNumber } from "./leave-number.ts";
import { type TextsServices, toldId } from "./texts-services.ts";

/** What a service says became of one of our messages. */
export interface TextStatus {
  /** The message's return id. */
  message: string;
  /** "delivered", "undelivered", "failed", and stages before them. */
  status: string;
  errorCode: string | null;
}

/** Writes down what became of a message after it was taken over. Told again, it does nothing. */
export async function takeStatus(services: TextsServices, told: TextStatus): Promise<void> {
  const { db, keys, clock } = services;
  const id = readReturnId(keys, told.message);
  if (id === null) return;
  await db.transaction(function* (tx) {
    const message = yield* findMessage(id);
    if (!message || message.captured) return;
    if (told.status === "delivered") yield* noteDelivered(services, message);
    else if (told.status === "undelivered" || told.status === "failed")
      yield* recordReturn(tx, services, message, told.errorCode, clock.now());
  });
}

function* noteDelivered({ keys, clock }: TextsServices, message: Message): Steps<void> {
  const at = clock.now();
  if (yield* claimMessageId(toldId(keys, `delivered:${message.id}`), at))
    yield* note({ ...message, at, reason: { code: DELIVERED, values: { message: message.id } } });
}

function* recordReturn(
  tx: Transaction,
  { keys, engine: { live } }: TextsServices,
  message: Message,
  code: string | null,
  at: number,
): Steps<void> {
  const { profileId, id: messageId, channel, endpoint } = message;
  const kind = isNumberGone(code) ? "hard" : "soft";
  if (yield* hasBounced(tx, message, kind)) return;
  const answer = wordsOfCode(code);
  yield* insertBounce(tx, { profileId, messageId, channel, kind, code, detail: null, at });
  yield* note({ ...message, at, reason: { code: "text.undelivered", values: { answer } } });
  const reason = isNumberGone(code) ? NUMBER_GONE : hasLeftByCode(code) ? LEFT_AT_SERVICE : null;
  if (reason === null || (channel !== "sms" && channel !== "whatsapp")) return;
  if (reason === LEFT_AT_SERVICE) {
    const owners = new Set([profileId, ...(yield* profileIdsWithPhone(endpoint))]);
    yield* leaveNumber(tx, { live, keys }, { channel, number: endpoint, reason, owners, at });
  } else yield* suppress(tx, { channel, addressHash: addressHash(keys, channel, endpoint), reason, at });
  if (live.subscriptions.any) yield* tellBounce(live, message, { code: reason, values: { answer } }, at);
}
