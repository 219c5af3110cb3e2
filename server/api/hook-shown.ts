import type { Clock } from "#server/clock.ts";
import type { Database } from "#server/database/database.ts";
import type { Engine } from "#server/engine/engine.ts";
import { readReceipt, type Unusable } from "#server/hooks/replay.ts";
import type { HookRequest } from "#server/hooks/request.ts";
import type { Taken, TakingServices } from "#server/hooks/take-in.ts";
import { findHook, type Hook } from "#server/store/hooks.ts";
import { findNamedProfile } from "#server/store/named-person.ts";
import {
  findReceipt,
  type listReceipts,
  listReplaysOf,
  listRunsStartedAt,
  type Receipt,
} from "#server/store/receipts.ts";
import { type Phrase, phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { badRequest, notFound } from "./trpc.ts";

/** A hook without its secrets. */
export function showHook(hook: Hook, now: number) {
  const { id, name, eventName, personKind, personPath, eventPath, eventNames, idPath } = hook;
  const { scheme, schemeOptions, sealedSecret, offAt, previousTokenUntil, createdAt, lastReceivedAt } = hook;
  const isPreviousOpen = previousTokenUntil !== null && previousTokenUntil > now;
  return {
    ...{ id, name, eventName, createdAt, lastReceivedAt },
    ...{ personKind, personPath, eventPath, eventNames, idPath },
    ...{ scheme, schemeOptions, hasSecret: sealedSecret !== null },
    isOn: offAt === null,
    offAt,
    /** Until when the address before the last change works; null when it does not. */
    previousAddressUntil: isPreviousOpen ? previousTokenUntil : null,
  };
}

type ReceiptRow = Awaited<ReturnType<typeof listReceipts>>["receipts"][number];

export function showReceiptRow({ reasonCode, reasonValues, ...row }: ReceiptRow) {
  return { ...row, reason: wordIf(reasonCode, reasonValues) };
}

/** One receipt, with its profile and the runs that it started, its replays, and why it cannot be replayed. */
export async function showReceipt(db: Database, hook: Hook, receipt: Receipt) {
  const { reasonCode, reasonValues, profileId, ...kept } = receipt;
  const replays = await listReplaysOf(db, hook.id, [receipt.id]);
  const read = readReceipt(receipt);
  const started = receipt.verdict === "taken" && profileId !== null;
  return {
    ...kept,
    hookName: hook.name,
    reason: wordIf(reasonCode, reasonValues),
    profile: profileId === null ? null : await findNamedProfile(db, profileId),
    runs: started ? await listRunsStartedAt(db, profileId, receipt.receivedAt) : [],
    replays,
    cannotReplay: read.kind === "ok" ? null : explainUnusable(read.kind),
  };
}

/** Throws when either is not there: the receipts of a removed hook are out of sight with it. */
export async function findReceiptAndHook(
  db: Database,
  id: number,
): Promise<{ receipt: Receipt; hook: Hook }> {
  const receipt = await findReceipt(db, id);
  const hook = receipt && (await findHook(db, receipt.hookId));
  if (!hook) throw notFound("receipt");
  return { receipt, hook };
}

/** What a receipt holds. Throws when that cannot be used. */
export function demandReadable(receipt: Receipt): HookRequest {
  const read = readReceipt(receipt);
  if (read.kind !== "ok") throw badRequest(explainUnusable(read.kind));
  return read.request;
}

export function explainUnusable(why: Unusable): Phrase {
  switch (why) {
    case "unproven":
      return phrase(
        "This request could not prove who sent it, so it is not used. Let the other program send it again",
      );
    case "body-gone":
      return phrase("What this request held is not kept any more, or was no text");
    case "unreadable":
      return phrase("What this request holds cannot be read");
  }
}

export function demandOn(hook: Hook): void {
  if (hook.offAt !== null) throw badRequest("Switch the hook on first");
}

export function showTaken({ reason, ...taken }: Taken) {
  return { ...taken, reason: reason && wordReason(reason.code, reason.values) };
}

export function taking(ctx: { db: Database; clock: Clock; engine: Engine }): TakingServices {
  return { db: ctx.db, clock: ctx.clock, accept: (items) => ctx.engine.accept(items) };
}

function wordIf(code: string | null, values: Receipt["reasonValues"]): Phrase | null {
  return code === null ? null : wordReason(code, values ?? {});
}
