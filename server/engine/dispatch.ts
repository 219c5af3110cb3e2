import type { Steps, Transaction } from "#server/database/database.ts";
import type { SendJob } from "#server/delivery/job.ts";
import type { Env } from "#server/env.ts";
import { addressHash } from "#server/links.ts";
import { findCart } from "#server/store/carts.ts";
import { findConsent, findSuppression } from "#server/store/consents.ts";
import { note } from "#server/store/history.ts";
import {
  type DueMessage,
  dueMessages,
  endMessage,
  handOverMessage,
  type Message,
} from "#server/store/messages.ts";
import type { Profile } from "#server/store/profiles.ts";
import { findPushSubscription } from "#server/store/push-subscriptions.ts";
import { decideSend, type SendDecision } from "#workflows/decide-send.ts";
import type { Channel } from "#workflows/node.ts";
import { cartData } from "#workflows/triggers/cart-abandoned.ts";
import { settleVisit } from "./outcome.ts";
import { makeSendJob } from "./send-job.ts";
import type { StepServices } from "./step.ts";

export interface DispatchServices extends StepServices {
  env: Env;
  /** Names this process in the rows it has handed over. */
  process: string;
}

export interface HandedMessage {
  id: number;
  channel: Channel;
  job: SendJob;
}

/**
 * Decides about the messages that are due and hands over those that may go, all in the caller's transaction: what it
 * answers with has been committed as handed over before anything is sent.
 */
export function* claimMessages(
  tx: Transaction,
  services: DispatchServices,
  limit: number,
  now: number,
): Steps<{ handed: HandedMessage[]; decided: number }> {
  const handed: HandedMessage[] = [];
  let decided = 0;
  const sources = [null, ...services.live.liveWorkflowIds];
  const share = Math.max(1, Math.floor(limit / sources.length));
  for (const workflowId of sources) {
    const room = Math.min(share, limit - handed.length);
    if (room <= 0) break;
    for (const due of yield* dueMessages(workflowId, now, room)) {
      const decision = yield* decide(services, due);
      if (decision.kind === "hold") continue;
      decided += 1;
      if (decision.kind === "skip") yield* skip(tx, services, due, decision, now);
      else if (yield* handOverMessage(due.message.id, now, services.process)) {
        const { id } = due.message;
        handed.push({
          id,
          channel: due.message.channel,
          job: yield* jobFor(services, due.message, due.profile, now),
        });
      }
    }
  }
  return { handed, decided };
}

function* decide(services: DispatchServices, due: DueMessage): Steps<SendDecision> {
  const { message, profile, runStatus, workflowStatus } = due;
  const { settings } = services.live;
  const topic = "topic" in message.content ? message.content.topic : "";
  return decideSend(message.content, {
    sendingOff: settings.sendingOff,
    workflowPaused: workflowStatus === "paused",
    runActive: runStatus === null || runStatus === "active",
    suppressed: yield* findSuppression(
      message.channel,
      addressHash(services.keys, message.channel, message.endpoint),
    ),
    consent: yield* findConsent(profile.id, message.channel, topic),
    consentRule: settings.shop.consentRule,
  });
}

function* skip(
  tx: Transaction,
  services: DispatchServices,
  { message, profile }: DueMessage,
  { reason }: Extract<SendDecision, { kind: "skip" }>,
  now: number,
): Steps<void> {
  const values = reason.values ?? {};
  yield* endMessage(
    tx,
    message.id,
    { status: "skipped", reasonCode: reason.code, reasonValues: values },
    now,
  );
  yield* note({ ...message, at: now, reason });
  yield* settleVisit(services, message, profile, now);
}

function* jobFor(
  services: DispatchServices,
  message: Message,
  profile: Profile,
  now: number,
): Steps<SendJob> {
  const subscription =
    message.channel === "web-push" ? yield* findPushSubscription(message.endpoint) : undefined;
  const context = { env: services.env, keys: services.keys, settings: services.live.settings };
  const data = yield* withNewestCart(message);
  return makeSendJob(context, { ...message, data }, profile, subscription?.keys ?? null, now);
}

/** A reminder shows the cart as it is now, not as it was when the run began; an emptied cart stays as it was. */
function* withNewestCart({ profileId, data }: Message): Steps<Message["data"]> {
  if (typeof data.cartKey !== "string") return data;
  const cart = yield* findCart(profileId, data.cartKey);
  return cart && cart.items.length > 0 ? { ...data, cart: cartData(cart) } : data;
}
