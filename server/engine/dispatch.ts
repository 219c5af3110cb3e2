import type { Steps, Transaction } from "#server/database/database.ts";
import type { SendJob } from "#server/delivery/job.ts";
import type { Env } from "#server/env.ts";
import { tellMessageEnded } from "#server/notices/messages.ts";
import { findCart } from "#server/store/carts.ts";
import { type DueMessage, dueMessages, nextMessageAt } from "#server/store/due-messages.ts";
import { note } from "#server/store/history.ts";
import type { Message } from "#server/store/messages.ts";
import { insertDelivery } from "#server/store/messages.ts";
import { endMessage, handOverMessage, holdMessage } from "#server/store/outbox.ts";
import { findPushSubscription } from "#server/store/push-subscriptions.ts";
import { putOffWarmUp, WARM_UP } from "#server/store/sent-today.ts";
import { countsTowardsCaps, decideSend, type SendDecision } from "#workflows/decide-send.ts";
import { hashToUnit } from "#workflows/hash.ts";
import type { Channel } from "#workflows/node.ts";
import type { Reason } from "#workflows/reasons.ts";
import { cartData } from "#workflows/triggers/cart-abandoned.ts";
import { isSenderGone } from "./chosen-sender.ts";
import { isToClaimed, takePlaces } from "./claimed-addresses.ts";
import { confirmationData } from "./confirmation.ts";
import type { EvenPace } from "./even-pace.ts";
import type { Lanes } from "./lanes.ts";
import { hasItsPlace, type OneOffPaces } from "./one-off-paces.ts";
import { settleVisit } from "./outcome.ts";
import { resentMessageId, sendingWorkflowOf } from "./resend-key.ts";
import { loadSendFacts } from "./send-facts.ts";
import { hasMailService, makeSendJob } from "./send-job.ts";
import type { StepServices } from "./step.ts";
import { writtenFor } from "./test-send.ts";
import { countWarmUp, waitsForDay } from "./warm-up.ts";
import { webhookKeys } from "./webhook-keys.ts";

export interface DispatchServices extends StepServices {
  env: Env;
  /** Names this process in the rows it has handed over. */
  process: string;
  lanes: Lanes;
  /** Of emails that leave this server. */
  pace: EvenPace;
  oneOffPaces: OneOffPaces;
  /** The message that is being decided about, for the case that this throws. */
  deciding: Message | null;
}

/** After a host's pause, what waited goes out over this time. */
export const PAUSE_RELEASE_MS = 20_000;

export interface HandedMessage {
  id: number;
  channel: Channel;
  host: string | null;
  job: SendJob;
  /** Takes a place of those in a minute. */
  paced: boolean;
  /** The workflow whose one-off message somebody has with it, where it is the first of theirs. */
  placeOf: number | null;
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
  const sources = [null, ...services.live.inTurn()];
  const share = Math.max(1, Math.floor(limit / sources.length));
  // Their runs went on: that may have ended others of theirs, whose messages the next slice reads anew.
  const movedProfiles = new Set<number>();
  for (const workflowId of sources) {
    const room = Math.min(share, limit - handed.length);
    if (room <= 0) break;
    let places = services.oneOffPaces.room(services.live, workflowId, now);
    if (places <= 0) continue;
    let dayIsFull = false;
    for (const due of yield* dueForFreeLanes(tx, services, workflowId, now, room)) {
      const { message, profile } = due;
      services.deciding = message;
      if (movedProfiles.has(profile.id) || isFull(services, handed, due, now)) continue;
      // It was put off with the others.
      if (dayIsFull && waitsForDay(message)) continue;
      const takesPlace = places < Number.POSITIVE_INFINITY && !(yield* hasItsPlace(due));
      if (takesPlace && places <= 0) continue;
      const decision = yield* decide(services, due, now);
      if (decision.kind === "hold" && decision.until === undefined) continue;
      decided += 1;
      if (decision.kind === "hold") {
        const { reason, until } = decision;
        yield* hold(services, due, reason, until!, now);
        const { code, values = {} } = reason;
        if (code === WARM_UP && !dayIsFull)
          yield* putOffWarmUp(tx, workflowId, { until: until!, values, now });
        dayIsFull ||= code === WARM_UP;
      } else if (decision.kind === "skip") {
        yield* skip(services, due, decision, now);
        movedProfiles.add(profile.id);
      } else if (yield* handOver(tx, services, due, now)) {
        const { id, channel, host } = message;
        const job = yield* jobFor(tx, services, due, now);
        const placeOf = takesPlace ? workflowId : null;
        handed.push({ id, channel, host, job, paced: isPaced(services, due), placeOf });
        if (takesPlace) places -= 1;
        if (message.attempts === 0 && isSenderGone(services.live.settings.senders, message.content))
          yield* noteSenderGone(message, job, now);
      }
    }
  }
  const paced = pacedAmong(handed);
  if (handed.length >= limit || (paced > 0 && paced >= paceRoom(services, now))) services.live.nextTurn();
  return { handed, decided };
}

/** Fails the message whose turn could not be carried through: it must not keep those behind it from going out. */
export function* setMessageAside(services: DispatchServices, now: number): Steps<void> {
  const message = services.deciding;
  if (!message) return;
  const reason = { code: "run.step-faulty" as const };
  const end = { status: "failed" as const, reasonCode: reason.code, reasonValues: {} };
  yield* endMessage(message.id, end, now);
  yield* tellMessageEnded(services.live, message, end, now);
  const { id: messageId, attempts: attempt } = message;
  yield* insertDelivery({
    messageId,
    attempt,
    at: now,
    outcome: "failed",
    code: reason.code,
    values: {},
  });
  yield* note({ ...message, at: now, reason });
  yield* settleVisit(services, message, now);
}

/**
 * The messages that are due and have room in their lanes. When all of the first ones of a channel go to hosts that have
 * none, those behind them are looked for, so that one slow receiver keeps only its own waiting.
 */
function* dueForFreeLanes(
  tx: Transaction,
  services: DispatchServices,
  workflowId: number | null,
  now: number,
  limit: number,
): Steps<DueMessage[]> {
  const { lanes } = services;
  const { channels, notHosts } = lanes.open();
  const found: DueMessage[] = [];
  for (const channel of channels) {
    // No more than there is room for: thousands of emails may wait, and each is read whole.
    const where = { channel, now, limit: Math.min(limit, lanes.room(channel)) };
    const first = yield* dueMessages(tx, workflowId, where);
    const areBlocked =
      notHosts.length > 0 &&
      first.length === where.limit &&
      first.every((due) => isFull(services, [], due, now));
    found.push(...(areBlocked ? yield* dueMessages(tx, workflowId, { ...where, notHosts }) : first));
  }
  return found.sort((one, other) => one.message.dueAt! - other.message.dueAt!).slice(0, limit);
}

/**
 * When a message of a workflow, or of none, is due next; those in a full lane do not count: whichever send ends there
 * looks for them. What waits for a place in the minute, or in the hour of its one-off message, is due when there is one.
 */
export function* nextSendAt(
  tx: Transaction,
  services: DispatchServices,
  workflowId: number | null,
  now: number,
): Steps<number | null> {
  const { lanes, pace } = services;
  const isPaceFull = paceRoom(services, now) <= 0;
  const { channels, notHosts } = lanes.open();
  const placeAt = services.oneOffPaces.opensAt(services.live, workflowId, now);
  let next: number | null = null;
  for (const channel of channels) {
    const at = yield* nextMessageAt(tx, workflowId, { channel, notHosts });
    if (at === null) continue;
    const opensAt = channel === "email" && isPaceFull ? pace.opensAt(emailsPerMinute(services), now) : at;
    next = Math.min(next ?? Number.POSITIVE_INFINITY, Math.max(at, opensAt, placeAt));
  }
  return next;
}

/** Counts those that this transaction hands over too: the lanes and the pace hear of them after its commit. */
function isFull(services: DispatchServices, handed: HandedMessage[], due: DueMessage, now: number): boolean {
  const { lanes } = services;
  const { channel, host } = due.message;
  const sameChannel = handed.filter((other) => other.channel === channel).length;
  const sameHost = host === null ? 0 : handed.filter((other) => other.host === host).length;
  if (lanes.room(channel) <= sameChannel || lanes.roomAt(host) <= sameHost) return true;
  return isPaced(services, due) && paceRoom(services, now) <= pacedAmong(handed);
}

/** Whether it leaves as an email: what is kept here takes nobody's place. */
function isPaced({ env, live }: DispatchServices, { message, profile }: DueMessage): boolean {
  return message.channel === "email" && !profile.isSample && hasMailService(env, live.settings);
}

function pacedAmong(handed: HandedMessage[]): number {
  return handed.filter(({ paced }) => paced).length;
}

function paceRoom(services: DispatchServices, now: number): number {
  return services.pace.room(emailsPerMinute(services), now);
}

/** The limit of the shop, null for none. */
export function emailsPerMinute({
  env,
  live: { settings },
}: Pick<DispatchServices, "env" | "live">): number | null {
  return hasMailService(env, settings) ? settings.pace.perMinute : null;
}

function* decide(services: DispatchServices, due: DueMessage, now: number): Steps<SendDecision> {
  const paused = services.lanes.pausedUntil(due.message.host, now);
  const decision = decideSend(due.message.content, yield* loadSendFacts(services, due, now));
  if (decision.kind !== "send" || paused === null) return decision;
  const { host, key } = due.message;
  // Spread, so that not all that waited comes in the moment the pause is over.
  const until = paused + Math.floor(hashToUnit(key) * PAUSE_RELEASE_MS);
  return { kind: "hold", until, reason: { code: "message.host-busy", values: { host: host! } } };
}

function* handOver(
  tx: Transaction,
  services: DispatchServices,
  due: DueMessage,
  now: number,
): Steps<boolean> {
  if (isToClaimed(due) && !(yield* takePlaces(services.keys, due.message, now))) return false;
  const { id, content } = due.message;
  const counts = countsTowardsCaps(content);
  if (!(yield* handOverMessage(id, { process: services.process, counts }, now))) return false;
  yield* countWarmUp(tx, services, due, now);
  return true;
}

function* hold(
  services: DispatchServices,
  { message }: DueMessage,
  reason: Reason,
  until: number,
  now: number,
): Steps<void> {
  // Quiet hours that it meets meanwhile are not what it waits for.
  const goesOnWaiting = waitsForDay(message) && reason.code === "message.quiet-hours";
  const told = goesOnWaiting ? { code: WARM_UP, values: message.reasonValues } : reason;
  yield* holdMessage(message.id, { until, reasonCode: told.code, reasonValues: told.values ?? {} });
  services.dueAt(until);
  // A host that asks for time is between it and this server; quiet hours are the owner's wish for this person.
  // Who waits for a place looks for one again and again, which is told once.
  const waitsLong = told.code === "message.claimed-wait" || told.code === WARM_UP;
  const isTold = waitsLong && message.reasonCode === told.code;
  if (reason.code !== "message.host-busy" && !isTold) yield* note({ ...message, at: now, reason });
}

function* skip(
  services: DispatchServices,
  { message }: DueMessage,
  { reason }: Extract<SendDecision, { kind: "skip" }>,
  now: number,
): Steps<void> {
  const values = reason.values ?? {};
  const end = { status: "skipped" as const, reasonCode: reason.code, reasonValues: values };
  yield* endMessage(message.id, end, now);
  if (services.live.subscriptions.any) yield* tellMessageEnded(services.live, message, end, now);
  yield* note({ ...message, at: now, reason });
  yield* settleVisit(services, message, now);
}

function* noteSenderGone(message: Message, { sender }: SendJob, now: number): Steps<void> {
  const reason = { code: "message.sender-gone" as const, values: { from: sender.from } };
  yield* note({ ...message, at: now, reason });
}

function* jobFor(
  tx: Transaction,
  services: DispatchServices,
  { message, profile, run, workflow }: DueMessage,
  now: number,
): Steps<SendJob> {
  const subscription =
    message.channel === "web-push" ? yield* findPushSubscription(message.endpoint) : undefined;
  const tracks = run === null || services.live.version(run.versionId)?.graph.settings.tracking !== "off";
  const resentId = resentMessageId(message.key);
  const context = {
    ...{ env: services.env, keys: services.keys, settings: services.live.settings },
    workflow:
      resentId === null
        ? workflow && { name: workflow.name, tracks }
        : yield* sendingWorkflowOf(tx, resentId),
  };
  const data = { ...(yield* withNewestCart(message)), ...confirmationData(services, message, now) };
  const { content, profile: person } = yield* writtenFor(message, profile, now);
  const job = makeSendJob(context, { ...message, content, data }, person, subscription?.keys ?? null, now);
  if (content.channel !== "webhook" || job.capture) return job;
  return { ...job, webhook: yield* webhookKeys(tx, services.keys, content) };
}

/** A reminder shows the cart as it is now, not as it was when the run began; an emptied cart stays as it was. */
function* withNewestCart({ profileId, data }: Message): Steps<Message["data"]> {
  if (typeof data.cartKey !== "string") return data;
  const cart = yield* findCart(profileId, data.cartKey);
  return cart && cart.items.length > 0 ? { ...data, cart: cartData(cart) } : data;
}
