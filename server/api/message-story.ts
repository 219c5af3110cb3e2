import type { MessageReturn } from "#server/bounces/returns-of.ts";
import { resendsOfKey, resentMessageId } from "#server/engine/resend-key.ts";
import { readTestKey } from "#server/engine/test-send.ts";
import type { Services } from "#server/services.ts";
import type { findMessageWithDeliveries } from "#server/store/message-lists.ts";
import { notesOnMessage, stepOfMessage } from "#server/store/message-story.ts";
import { resendsOf } from "#server/store/resends.ts";
import { type Phrase, phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { labelOf } from "./profiles.ts";

type Found = NonNullable<Awaited<ReturnType<typeof findMessageWithDeliveries>>>;

/** One thing that happened to a message. */
export interface StoryItem {
  key: string;
  at: number;
  kind:
    | "asked"
    | "note"
    | "handed"
    | "attempt"
    | "ended"
    | "opened"
    | "clicked"
    | "shown"
    | "dismissed"
    | "bounced"
    | "resent";
  /** In words; empty where the kind says it all. */
  text: Phrase;
  /** Of an attempt and an end: how it went. */
  outcome?: string;
  attempt?: number;
  /** Done by a program, as far as can be told, and counted nowhere. */
  machine?: boolean;
  /** What was clicked. */
  url?: string;
  /** The message that this is about, when it is another. */
  messageId?: number;
}

const RESENT = "message.resent";
/** Told by the attempt, the end or the repeat that they were noted with. */
const TOLD_ELSEWHERE = new Set(["message.retrying", "message.gave-up", RESENT]);

/** Everything that is known to have happened to a message, in its order. */
export async function readStory(
  { db }: Pick<Services, "db">,
  found: Found,
  returns: Pick<MessageReturn, "id" | "at" | "title">[],
) {
  const { message } = found;
  const { notes, step, resends } = await db.transaction(function* (tx) {
    return {
      notes: yield* notesOnMessage(tx, message),
      step: yield* stepOfMessage(tx, message),
      resends: yield* resendsOf(tx, message, resendsOfKey(message.id)),
    };
  });
  const repeats = resentMessageId(message.key);
  const byWhom = (at: number) => notes.find((one) => one.code === RESENT && one.at === at);
  const label = step && labelOf(step.graph, step.nodeId);

  const items: StoryItem[] = [{ key: "asked", at: message.createdAt, kind: "asked", text: askedText() }];
  if (repeats !== null) items[0]!.messageId = repeats;
  notes.forEach(({ at, code, values }, index) => {
    const isEnd = code === message.reasonCode && at === message.endedAt;
    if (!code.startsWith("message.") || isEnd || TOLD_ELSEWHERE.has(code)) return;
    items.push({ key: `note-${index}`, at, kind: "note", text: wordReason(code, values) });
  });
  if (message.status === "handed" && message.handedAt !== null)
    items.push({ key: "handed", at: message.handedAt, kind: "handed", text: "" });
  for (const { id, at, attempt, outcome, code, values } of found.deliveries) {
    const kept = message.captured && outcome === "sent";
    const text = code ? wordReason(code, values ?? {}) : "";
    items.push({
      ...{ key: `attempt-${id}`, at, kind: "attempt", attempt, text },
      outcome: kept ? "captured" : outcome,
    });
  }
  const last = found.deliveries.at(-1);
  if (message.endedAt !== null && last?.outcome !== message.status) {
    const { reasonCode, reasonValues, status, captured } = message;
    const text = reasonCode ? wordReason(reasonCode, reasonValues ?? {}) : "";
    const outcome = captured && status === "sent" ? "captured" : status;
    items.push({ key: "ended", at: message.endedAt, kind: "ended", text, outcome });
  }
  for (const { id, kind, machine, url, at } of found.interactions)
    items.push({ key: `done-${id}`, at, kind, machine, text: "", ...(url ? { url } : {}) });
  for (const { id, at, title } of returns)
    items.push({ key: `return-${id}`, at, kind: "bounced", text: title });
  for (const { id, at } of resends)
    items.push({ key: `resent-${id}`, at, kind: "resent", text: resentText(at), messageId: id });
  return {
    step: step && { label: label ?? step.nodeId, version: step.version },
    /** The message that this one repeats. */
    repeats,
    isTest: message.key.startsWith("test-"),
    story: items.toSorted((a, b) => a.at - b.at),
  };

  function askedText(): Phrase {
    if (repeats !== null) return resentText(message.createdAt);
    if (readTestKey(message.key)) return phrase("Sent as a test to its sender");
    return "";
  }

  function resentText(at: number): Phrase {
    const noted = byWhom(at);
    return noted ? wordReason(noted.code, noted.values) : phrase("Sent again on purpose");
  }
}
