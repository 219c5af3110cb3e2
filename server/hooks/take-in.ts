import type { ReceiptVerdict } from "#drizzle/tables.ts";
import type { Clock } from "#server/clock.ts";
import type { Database, Steps } from "#server/database/database.ts";
import { NotDurable } from "#server/database/wal-sync.ts";
import type { IntakeItem, IntakeResult } from "#server/engine/intake.ts";
import { hookMessageId } from "#server/engine/message-ids.ts";
import { claimMessageId } from "#server/store/events.ts";
import type { Hook } from "#server/store/hooks.ts";
import { findNamedPerson } from "#server/store/named-person.ts";
import { insertReceipt, type NewReceipt, settleWaiting } from "#server/store/receipts.ts";
import { storable } from "#server/store/storable.ts";
import type { Reason } from "#workflows/reasons.ts";
import { type Plan, planRequest } from "./plan.ts";
import type { HookRequest, Refusal } from "./request.ts";
import { readBodyId, readSignedId } from "./request-id.ts";
import { nameBegunCheckout } from "./shops/begun-checkout.ts";

export interface TakingServices {
  clock: Clock;
  db: Database;
  accept(items: IntakeItem[]): Promise<IntakeResult[]>;
}

/** Where a sender's own ids are remembered by the number of their hook, so that none can be one of these. */
const BODY_KEY = "hook:body:";
const SIGNED_KEY = "hook:signed:";
const REPLAY_KEY = "hook:replay:";

type EventPlan = Extract<Plan, { kind: "event" }>;

/** What is kept of a request, whatever becomes of it. */
export interface Arrived {
  receivedAt: number;
  /** Without the secrets in them. */
  headers: Record<string, string>;
  /** Null when it was no text, or is not to be kept. */
  text: string | null;
  bodyBytes: number;
  /** False when what it held is not to be kept, because too much came. */
  hasRoom: boolean;
}

export interface Taken {
  receiptId: number;
  verdict: ReceiptVerdict;
  reason: Reason | null;
  eventName: string | null;
  profileId: number | null;
}

/** Takes a request in that has proven its sender: as an event with its receipt, both or neither; or as a receipt alone. */
export async function takeRequest(
  services: TakingServices,
  hook: Hook,
  arrived: Arrived,
  request: HookRequest,
): Promise<Taken & { refusal?: Refusal }> {
  const plan = await nameBegunCheckout(services.db, hook, planRequest(hook, request));
  // Before its owner has said what requests mean, nothing that they lack can be wrong.
  if (hook.offAt !== null) {
    const values = { verdict: "waiting", reason: { code: "hook.off" }, requestId: plan.requestId } as const;
    return await keepReceipt(services.db, hook, arrived, values);
  }
  if (plan.kind === "left-out") return await keepUnused(services.db, hook, arrived, plan);
  if (plan.kind === "refused") {
    // What a proven sender sends can be taken in once the rules are right, and it may not send it again.
    const hasRoom = arrived.hasRoom || hook.scheme !== "none";
    const kept = await keepUnused(services.db, hook, { ...arrived, hasRoom }, plan);
    return { ...kept, refusal: plan.refusal };
  }
  const came: { taken?: Taken } = {};
  const item: IntakeItem = {
    ...toItem(plan, arrived.receivedAt),
    otherIds: keysOf(hook, plan, arrived, request),
    *alongside(result) {
      came.taken = yield* keepWithEvent(hook, arrived, plan, result);
    },
  };
  try {
    await services.accept([item]);
  } catch (error) {
    // What the disk refused to keep was carried out, and nothing can be added to it.
    if (!(error instanceof NotDurable)) await keepUnstored(services.db, hook, arrived, plan.requestId);
    throw error;
  }
  return written(came);
}

/**
 * Takes in again what a receipt holds, by the rules that the hook has now, as if it had just been sent. Unless told
 * to, it makes no second event of what was counted before; `again` says that it was.
 */
export async function takeAgain(
  services: TakingServices,
  hook: Hook,
  replayOf: number,
  arrived: Arrived,
  request: HookRequest,
  evenIfCounted: boolean,
): Promise<Taken & { again: boolean }> {
  const plan = await nameBegunCheckout(services.db, hook, planRequest(hook, request));
  if (plan.kind !== "event")
    return { ...(await keepUnused(services.db, hook, arrived, plan, replayOf)), again: false };
  // Two who take in the same receipt at once make one event of it.
  const keys = [...keysOf(hook, plan, arrived, request), `${REPLAY_KEY}${replayOf}`];
  const came: { taken?: Taken } = {};
  let again = false;
  await services.accept([
    {
      ...toItem(plan, arrived.receivedAt),
      otherIds: evenIfCounted ? [] : keys,
      *alongside(result) {
        again = result.kind === "duplicate";
        // The sender may yet send it again under its id, and somebody may take in all that waits.
        if (evenIfCounted)
          for (const key of keys) again = !(yield* claimMessageId(key, arrived.receivedAt)) || again;
        yield* settleWaiting(replayOf);
        came.taken = yield* keepWithEvent(hook, arrived, plan, result, replayOf);
      },
    },
  ]);
  return { ...written(came), again };
}

/** Stores a receipt of what makes no event. */
export async function keepReceipt(
  db: Database,
  hook: Pick<Hook, "id">,
  arrived: Arrived,
  came: Pick<Taken, "verdict" | "reason"> & { requestId: string | null; replayOf?: number | null },
): Promise<Taken> {
  const receipt = toReceipt(hook, arrived, { ...came, eventName: null, profileId: null });
  const receiptId = await db.transaction(() => insertReceipt(receipt));
  const { verdict, reason } = came;
  return { receiptId, verdict, reason, eventName: null, profileId: null };
}

/** So that the owner sees what the sender was told. Where not even that can be stored, only the sender knows. */
async function keepUnstored(
  db: Database,
  hook: Hook,
  arrived: Arrived,
  requestId: string | null,
): Promise<void> {
  const values = { verdict: "refused", reason: { code: "hook.not-stored" }, requestId } as const;
  await keepReceipt(db, hook, arrived, values).catch(() => {});
}

async function keepUnused(
  db: Database,
  hook: Hook,
  arrived: Arrived,
  plan: Exclude<Plan, EventPlan>,
  replayOf: number | null = null,
): Promise<Taken> {
  const { requestId } = plan;
  const reason = plan.kind === "refused" ? plan.refusal.reason : plan.reason;
  return await keepReceipt(db, hook, arrived, { verdict: "refused", reason, requestId, replayOf });
}

function* keepWithEvent(
  hook: Hook,
  arrived: Arrived,
  { person, eventName, requestId }: EventPlan,
  result: IntakeResult,
  replayOf: number | null = null,
): Steps<Taken> {
  const isRepeat = result.kind === "duplicate";
  const profileId = isRepeat ? ((yield* findNamedPerson(person))?.id ?? null) : result.profileId;
  const verdict = isRepeat ? "duplicate" : "taken";
  const whyUnkept: Reason | null = arrived.hasRoom ? null : { code: "hook.no-room" };
  const reason = result.kind === "duplicate" ? whyRepeat(result.ids) : whyUnkept;
  const came = { verdict, reason, eventName, profileId } as const;
  const receiptId = yield* insertReceipt(toReceipt(hook, arrived, { ...came, requestId, replayOf }));
  return { ...came, receiptId };
}

/** Only the body tells it from others, or the sender's id is a new one. */
function whyRepeat(ids: string[]): Reason {
  return ids.every((id) => id.startsWith(BODY_KEY)) ? { code: "hook.same-body" } : { code: "hook.duplicate" };
}

function written({ taken }: { taken?: Taken }): Taken {
  if (!taken) throw new Error("a request was taken in without its receipt");
  return taken;
}

function toReceipt(
  hook: Pick<Hook, "id">,
  { receivedAt, headers, text, bodyBytes, hasRoom }: Arrived,
  came: Omit<Taken, "receiptId"> & { requestId: string | null; replayOf?: number | null },
): NewReceipt {
  const { verdict, reason, requestId, eventName, profileId, replayOf = null } = came;
  return storable({
    hookId: hook.id,
    receivedAt,
    headers: hasRoom ? headers : {},
    body: hasRoom ? text : null,
    bodyBytes,
    verdict,
    reasonCode: reason?.code ?? null,
    reasonValues: reason?.values ?? {},
    requestId,
    profileId,
    eventName,
    replayOf,
  });
}

/** All that a request is remembered by. The text is hashed as it is kept, so that a replay comes to the same. */
function keysOf(hook: Hook, { requestId }: EventPlan, { text }: Arrived, { headers }: HookRequest): string[] {
  const kept = text === null ? null : storable(text);
  const bodyId = kept === null ? null : readBodyId(hook, kept);
  const signedId = kept === null ? null : readSignedId(hook, headers, kept);
  return [
    ...(requestId === null ? [] : [hookMessageId(hook.id, requestId)]),
    ...(bodyId === null ? [] : [`${BODY_KEY}${hook.id}:${bodyId}`]),
    ...(signedId === null ? [] : [`${SIGNED_KEY}${hook.id}:${signedId}`]),
  ];
}

function toItem({ person, eventName, properties }: EventPlan, now: number): IntakeItem {
  const { externalId, email } = person;
  return {
    kind: "track",
    externalId,
    anonymousId: null,
    messageId: null,
    at: now,
    receivedAt: now,
    traits: { fields: email === null ? {} : { email }, attributes: {} },
    name: eventName,
    properties,
  };
}
