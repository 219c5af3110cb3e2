import type { Steps, Transaction } from "#server/database/database.ts";
import { findSender } from "#server/store/resends.ts";
import { compileGraph } from "#workflows/compile.ts";
import type { SendingWorkflow } from "./message-tracking.ts";

const pattern = /^resend:(\d+):/;

/** The key of a message that is sent again on purpose. `id` is made by who asks: the same one is the same resend. */
export function resendKey(messageId: number, id: string): string {
  return `${resendsOfKey(messageId)}${id}`;
}

/** What the keys of all messages begin with that repeat this one. */
export function resendsOfKey(messageId: number): string {
  return `resend:${messageId}:`;
}

/** The message that this one repeats; null when it repeats none. */
export function resentMessageId(key: string): number | null {
  const id = pattern.exec(key)?.[1];
  return id === undefined ? null : Number(id);
}

/**
 * The workflow that first sent a message, as the repeat's links know it: it stands outside of workflows itself, so that
 * no run goes on because of it.
 */
export function* sendingWorkflowOf(tx: Transaction, messageId: number): Steps<SendingWorkflow | null> {
  const found = yield* findSender(tx, messageId);
  return found && { name: found.name, tracks: compileGraph(found.graph).settings.tracking !== "off" };
}
