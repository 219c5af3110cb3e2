import type { Tables } from "#drizzle/tables.ts";
import { messageText, shownEndpoint } from "#server/store/message-text.ts";
import type { Message } from "#server/store/messages.ts";
import { maskAddress } from "#workflows/mask.ts";
import { plainValues, word } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import type { RunStatus } from "#workflows/run.ts";
import { type ExportRow, iso } from "./sheet.ts";

type Row<T extends keyof Tables> = Tables[T]["$inferSelect"];

/** What a message said as the customer got it, and what became of it, without the secrets of whoever received it. */
export function showMessage(
  message: Omit<Message, "key" | "data" | "handedBy" | "countedAt" | "host"> & { workflow: string | null },
): ExportRow {
  const { rendered, reasonCode, reasonValues } = message;
  return {
    id: message.id,
    channel: message.channel,
    workflow: message.workflow,
    to: message.channel === "web-push" ? maskAddress(message.endpoint) : shownEndpoint(message),
    status: message.status,
    reason: reasonCode && word(wordReason(reasonCode, reasonValues ?? {})),
    captured: message.captured,
    subject: messageText(message),
    createdAt: iso(message.createdAt),
    handedAt: iso(message.handedAt),
    endedAt: iso(message.endedAt),
    attempts: message.attempts,
    // What is stored of a webhook has its headers masked already.
    content: rendered,
  };
}

export function showRun(run: {
  id: number;
  workflow: string | null;
  version: number;
  status: RunStatus;
  startedAt: number;
  endedAt: number | null;
  endCode: string | null;
  convertedAt: number | null;
}): ExportRow {
  const { startedAt, endedAt, endCode, convertedAt, ...rest } = run;
  return {
    ...rest,
    startedAt: iso(startedAt),
    endedAt: iso(endedAt),
    ended: endCode && word(wordReason(endCode)),
    reachedGoalAt: iso(convertedAt),
  };
}

export function showCart({ cartKey, items, status, openedAt, changedAt }: Omit<Row<"carts">, "profileId">) {
  return { cart: cartKey, status, openedAt: iso(openedAt), changedAt: iso(changedAt), items };
}

export function showConsentChange({
  id,
  channel,
  topic,
  state,
  source,
  at,
}: Omit<Row<"consentLog">, "profileId">) {
  return { id, channel, topic, state, source, at: iso(at) };
}

export function showHistory(entry: {
  id: number;
  at: number;
  workflow: string | null;
  runId: number | null;
  code: string;
  values: Row<"history">["values"];
}): ExportRow {
  const { id, at, workflow, runId, code, values } = entry;
  const text = word(wordReason(code, values));
  return { id, at: iso(at), workflow, runId, text, code, values: plainValues(values) };
}
