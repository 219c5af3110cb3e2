import { parseHookBody } from "#server/http/hooks-body.ts";
import type { Hook } from "#server/store/hooks.ts";
import { listReplaysOf, listWaitingReceipts, type Receipt } from "#server/store/receipts.ts";
import { proofHeader } from "./proof.ts";
import type { HookRequest } from "./request.ts";
import { safeHeaders } from "./safe-headers.ts";
import { type Taken, type TakingServices, takeAgain } from "./take-in.ts";

/** Receipts that are taken in by one request of the app. */
export const WAITING_REPLAYED_MAX = 200;

/** Why a receipt cannot be looked into, or taken in again. */
export type Unusable = "unproven" | "body-gone" | "unreadable";

/** Codes of receipts whose sender could not prove to be who it says: what they hold may be anybody's. */
const UNPROVEN_CODES = new Set([
  "hook.no-secret",
  "hook.no-signature",
  "hook.wrong-signature",
  "hook.old-signature",
  "hook.no-credentials",
  "hook.wrong-credentials",
]);

/** What a receipt holds, as the hook reads it. Headers that are not kept are missing. */
export function readReceipt(receipt: Receipt): { kind: "ok"; request: HookRequest } | { kind: Unusable } {
  if (receipt.reasonCode !== null && UNPROVEN_CODES.has(receipt.reasonCode)) return { kind: "unproven" };
  if (receipt.body === null) return { kind: "body-gone" };
  const body = parseHookBody(receipt.headers["content-type"], receipt.body);
  if (body.kind === "refused") return { kind: "unreadable" };
  return { kind: "ok", request: { headers: receipt.headers, body: body.value } };
}

/** Takes one receipt in again, whether or not it was counted before; `again` says that it was, and counts once more. */
export async function replayReceipt(
  services: TakingServices,
  hook: Hook,
  receipt: Receipt,
): Promise<{ kind: "replayed"; taken: Taken & { again: boolean } } | { kind: Unusable }> {
  const earlier = [receipt, ...(await listReplaysOf(services.db, hook.id, [receipt.id]))];
  const counted = earlier.some(({ verdict }) => verdict === "taken" || verdict === "duplicate");
  const replayed = await replay(services, hook, receipt, true);
  if (replayed.kind !== "replayed") return replayed;
  const { taken } = replayed;
  return { ...replayed, taken: { ...taken, again: taken.verdict === "taken" && (taken.again || counted) } };
}

/**
 * Takes in what a hook kept while it was off and nobody has replayed yet, the oldest first; each id counts once. There
 * are more when `after` is not null: go on with it.
 */
export async function replayWaiting(services: TakingServices, hook: Hook, after: number) {
  const waiting = await listWaitingReceipts(services.db, hook.id, after, WAITING_REPLAYED_MAX);
  const counts = { taken: 0, duplicate: 0, refused: 0 };
  for (const receipt of waiting) {
    const replayed = await replay(services, hook, receipt, false);
    const verdict = replayed.kind === "replayed" ? replayed.taken.verdict : "refused";
    if (verdict !== "waiting") counts[verdict] += 1;
  }
  return { ...counts, after: waiting.length === WAITING_REPLAYED_MAX ? waiting.at(-1)!.id : null };
}

async function replay(services: TakingServices, hook: Hook, receipt: Receipt, evenIfCounted: boolean) {
  const read = readReceipt(receipt);
  if (read.kind !== "ok") return read;
  const arrived = {
    receivedAt: services.clock.now(),
    headers: safeHeaders(receipt.headers, proofHeader(hook)),
    text: receipt.body,
    bodyBytes: receipt.bodyBytes,
    hasRoom: true,
  };
  const taken = await takeAgain(services, hook, receipt.id, arrived, read.request, evenIfCounted);
  return { kind: "replayed" as const, taken };
}
