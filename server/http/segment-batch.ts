import { hash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { isItemError } from "#server/database/is-item-error.ts";
import type { IntakeItem, IntakeResult } from "#server/engine/intake.ts";
import { ownMessageId, publicMessageId } from "#server/engine/message-ids.ts";
import { BATCH_EVENTS_MAX, EVENT_MAX_BYTES } from "./event-schemas.ts";
import { type EventOrigin, parseEvent } from "./segment-event.ts";
import { NOT_A_TIME, readTime } from "./segment-time.ts";

/** As many as the engine takes into one transaction: they are stored together or not at all. */
const PIECE_ITEMS_MAX = 50;
/** Read at a time, a few milliseconds; other requests have their turn in between. */
const PARSE_SLICE_EVENTS = 200;

/** Why one event of a batch was not taken, by its place in the list. */
export interface BatchError {
  index: number;
  message: string;
}

export interface BatchEvent {
  index: number;
  item: IntakeItem;
  /** As it was sent. */
  sent: unknown;
}

export type ParsedBatch =
  | { kind: "ok"; events: BatchEvent[]; errors: BatchError[] }
  | { kind: "refused"; message: string };

/** Reads a batch of `bytes` bytes: what can be taken in of it, and what not. */
export async function parseBatch(json: unknown, bytes: number, origin: EventOrigin): Promise<ParsedBatch> {
  const { batch, sentAt, messageId } = (json ?? {}) as {
    batch?: unknown;
    sentAt?: unknown;
    messageId?: unknown;
  };
  if (!Array.isArray(batch)) return { kind: "refused", message: "batch is missing or not a list" };
  if (batch.length > BATCH_EVENTS_MAX)
    return { kind: "refused", message: `batch has more than ${BATCH_EVENTS_MAX} events` };
  const isTold = sentAt !== undefined && sentAt !== null;
  const sent = typeof sentAt === "string" ? readTime(sentAt) : Number.NaN;
  if (isTold && Number.isNaN(sent)) return { kind: "refused", message: `sentAt ${NOT_A_TIME}` };

  const ofBatch = { ...origin, sentAt: isTold ? sent : null };
  const batchId = typeof messageId === "string" && messageId !== "" ? messageId : null;
  const events: BatchEvent[] = [];
  const errors: BatchError[] = [];
  for (const [index, event] of batch.entries()) {
    if (index > 0 && index % PARSE_SLICE_EVENTS === 0) await setImmediate();
    const parsed = parseEvent(event, null, ofBatch);
    if (parsed.kind === "refused") errors.push({ index, message: parsed.message });
    // In a small batch no event can be too large: none needs to be measured.
    else if (bytes > EVENT_MAX_BYTES && Buffer.byteLength(JSON.stringify(event)) > EVENT_MAX_BYTES)
      errors.push({ index, message: `is larger than ${EVENT_MAX_BYTES / 1024} kB` });
    else events.push({ index, item: named(parsed.item, batchId, index), sent: event });
  }
  return { kind: "ok", events, errors };
}

/** An event without an id of its own is known by its batch's, if that has one. */
function named(item: IntakeItem, batchId: string | null, index: number): IntakeItem {
  if (item.messageId !== null || batchId === null) return item;
  const id = `batch:${hash("sha256", batchId, "base64url")}:${index}`;
  return { ...item, messageId: item.isPublic ? publicMessageId(id) : ownMessageId(id) };
}

/** What became of the events of a batch. Each of `errors` has failed by itself and would fail again. */
export type AcceptedBatch =
  | { kind: "ok"; errors: BatchError[] }
  /** The server's own trouble: some may be stored, the rest is to be sent again. */
  | { kind: "trouble"; error: unknown; stored: BatchEvent[] };

/** Has the events stored. */
export async function acceptBatch(
  accept: (items: IntakeItem[]) => Promise<IntakeResult[]>,
  events: BatchEvent[],
  onFailure: (error: unknown) => void,
): Promise<AcceptedBatch> {
  const stored: BatchEvent[] = [];
  const errors: BatchError[] = [];
  const troubles: unknown[] = [];
  async function acceptPiece(piece: BatchEvent[]): Promise<void> {
    try {
      await accept(piece.map(({ item }) => item));
      stored.push(...piece);
    } catch (error) {
      if (!isItemError(error)) troubles.push(error);
      else if (piece.length === 1) {
        onFailure(error);
        errors.push({ index: piece[0]!.index, message: "could not be stored" });
      } else
        for (const event of piece) {
          // One by one it would only add to the trouble.
          if (troubles.length === 0) await acceptPiece([event]);
        }
    }
  }
  const pieces: Promise<void>[] = [];
  for (let start = 0; start < events.length; start += PIECE_ITEMS_MAX)
    pieces.push(acceptPiece(events.slice(start, start + PIECE_ITEMS_MAX)));
  await Promise.all(pieces);
  return troubles.length === 0 ? { kind: "ok", errors } : { kind: "trouble", error: troubles[0], stored };
}
