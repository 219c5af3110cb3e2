import type { Steps, Transaction } from "#server/database/database.ts";
import {
  insertInteractions,
  interactionsOfMessages,
  type MessageForInteractions,
  markAsMachine,
  messagesForInteractions,
  type NewInteraction,
} from "#server/store/interactions.ts";
import { isBurst, isMachine, type Visit } from "#workflows/machine-visits.ts";
import { type NotingServices, noteTouched } from "./segments/note-touched.ts";

/** Of one kind by persons, and as many by machines, are kept of one message. */
export const KEPT_PER_MESSAGE_MAX = 50;

export type MessageVisit = Visit & { messageId: number };

/** Writes visits down, for messages that still exist and people who have not asked to be left alone. */
export function* noteVisits(
  tx: Transaction,
  visits: MessageVisit[],
  noting: NotingServices | null = null,
): Steps<void> {
  const ids = [...new Set(visits.map(({ messageId }) => messageId))];
  const messages = yield* messagesForInteractions(tx, ids);
  const stored = yield* interactionsOfMessages(tx, ids);
  const isStoredMachine = new Set(stored.filter(({ machine }) => machine).map(({ id }) => id));
  const noted: Noted[] = [];
  for (const message of messages) {
    if (message.trackingOff) continue;
    let rows: Noted[] = stored.filter(({ messageId }) => messageId === message.id);
    for (const visit of visits) if (visit.messageId === message.id) rows = withVisit(rows, visit, message);
    noted.push(...rows);
  }
  const mistaken = noted.flatMap(({ id, machine }) =>
    id !== null && machine && !isStoredMachine.has(id) ? [id] : [],
  );
  yield* markAsMachine(tx, mistaken);
  yield* insertInteractions(
    tx,
    noted.flatMap(({ id, ...row }) => (id === null ? [row] : [])),
  );
  if (!noting) return;
  const now = Math.max(...visits.map(({ at }) => at));
  const mistakes = new Set(mistaken);
  const changed = noted.filter(({ id, machine }) => (id === null ? !machine : mistakes.has(id)));
  for (const profileId of new Set(changed.map((row) => row.profileId)))
    yield* noteTouched(noting, profileId, { kind: "messages" }, now);
}

/** What is stored of a message, and what is to be, which has no id yet. */
type Noted = NewInteraction & { id: number | null };

function withVisit(rows: Noted[], visit: MessageVisit, message: MessageForInteractions): Noted[] {
  const { kind, url, at } = visit;
  const burst = kind === "clicked" ? rows.filter((row) => row.kind === "clicked" && isBurst(visit, row)) : [];
  const machine = burst.length > 0 || isMachine(visit, message);
  const row = { id: null, messageId: message.id, profileId: message.profileId, kind, machine, url, at };
  const next = [...(burst.length > 0 ? rows.map((other) => asMachine(other, burst)) : rows), row];
  // Whoever follows a link of a mail has it open, whether or not the mail program has fetched the picture.
  const isOpened = rows.some((other) => other.kind === "opened" && !other.machine);
  if (kind === "clicked" && !machine && message.channel === "email" && !isOpened)
    next.push({ ...row, kind: "opened", url: null });
  return next.filter(
    (one, index) => one.id !== null || countLike(next.slice(0, index), one) < KEPT_PER_MESSAGE_MAX,
  );
}

/** The clicks of a burst, and the opens that were concluded from them, are a scanner's. */
function asMachine(row: Noted, burst: Noted[]): Noted {
  const isConcluded = row.kind === "opened" && burst.some(({ at }) => at === row.at);
  return burst.includes(row) || isConcluded ? { ...row, machine: true } : row;
}

function countLike(rows: Noted[], { kind, machine }: Noted): number {
  return rows.filter((row) => row.kind === kind && row.machine === machine).length;
}
