import type { ApiKey } from "#server/store/api-keys.ts";
import type { Hook } from "#server/store/hooks.ts";
import { type Phrase, phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import type { NewestReceipt } from "./hook-receipts.ts";

/** How far the connection with a source has come. */
export type ConnectState =
  | { kind: "none" }
  | { kind: "waiting" }
  /** `firstAt` is null where it is not known. */
  | { kind: "connected"; firstAt: number | null; lastAt: number }
  /** `at` is when the request came that did not work; null when it is the hook itself. */
  | { kind: "trouble"; reason: Phrase; at: number | null; hookId: number };

/** Reasons that are about one request and no other: what names nobody, such as a sale at a counter. */
const ONE_REQUEST_CODES = new Set([
  "hook.no-email",
  "hook.bad-email",
  "hook.no-customer",
  "hook.bad-customer",
]);

/** A key tells no more than when it was used last. */
export function keyState({ lastUsedAt }: Pick<ApiKey, "lastUsedAt">): ConnectState {
  return lastUsedAt === null ? { kind: "waiting" } : { kind: "connected", firstAt: null, lastAt: lastUsedAt };
}

type StatedHook = Pick<Hook, "id" | "offAt" | "sealedSecret" | "lastReceivedAt">;
type Taken = { firstAt: number; lastAt: number } | null;

/** Follows from what a hook received last (`receipts`, the newest first) and from what became events (`taken`). */
export function hookState(hook: StatedHook, receipts: NewestReceipt[], taken: Taken): ConnectState {
  if (hook.offAt !== null) {
    const reason = phrase("The hook is switched off: what arrives is kept and makes no event");
    return { kind: "trouble", reason, at: null, hookId: hook.id };
  }
  const telling = receipts.find((receipt) => tellsMuch(hook, receipt, taken !== null));
  if (telling?.verdict === "refused") {
    const reason =
      telling.reasonCode === null ? "" : wordReason(telling.reasonCode, telling.reasonValues ?? {});
    return { kind: "trouble", reason, at: telling.receivedAt, hookId: hook.id };
  }
  if (taken) return { kind: "connected", ...taken };
  // It has worked, so long ago that nothing of it is kept.
  if (receipts.length === 0 && hook.lastReceivedAt !== null)
    return { kind: "connected", firstAt: null, lastAt: hook.lastReceivedAt };
  return { kind: "waiting" };
}

/** Whether a receipt says how the connection is. */
function tellsMuch(hook: StatedHook, receipt: NewestReceipt, hasWorked: boolean): boolean {
  const { verdict, reasonCode } = receipt;
  if (verdict === "waiting") return false;
  if (verdict !== "refused" || reasonCode === null) return true;
  if (reasonCode === "hook.left-out" || reasonCode === "hook.ordered-checkout") return false;
  // Mended since then.
  if (reasonCode === "hook.no-secret" && hook.sealedSecret !== null) return false;
  return !(hasWorked && ONE_REQUEST_CODES.has(reasonCode));
}

/** The state of a source with several keys or hooks: trouble with one is worth a look, whatever the others do. */
export function togetherState(states: ConnectState[]): ConnectState {
  const trouble = states.find(({ kind }) => kind === "trouble");
  if (trouble) return trouble;
  const connected = states.filter((state) => state.kind === "connected");
  if (connected.length > 0) {
    const firsts = connected.flatMap(({ firstAt }) => firstAt ?? []);
    const firstAt = firsts.length === connected.length ? Math.min(...firsts) : null;
    return { kind: "connected", firstAt, lastAt: Math.max(...connected.map(({ lastAt }) => lastAt)) };
  }
  return { kind: states.length > 0 ? "waiting" : "none" };
}
