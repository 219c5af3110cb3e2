import type { EveryRow } from "#server/store/imports.ts";
import {
  type RowConsent,
  readConsent,
  readSuppressed,
  readTopics,
  readUnsubscribed,
  strictest,
} from "./consent-words.ts";
import { type DateReading, readMoment } from "./dates.ts";
import type { EmailTarget } from "./targets.ts";

/** A filled cell of one of the columns that speak of consent. */
export interface ConsentCell {
  target: EmailTarget;
  text: string;
  header: string;
}

interface Reading {
  /** What the file as a whole says of everybody in it. */
  everyRow: EveryRow;
  /** What the column says that tells when they agreed or unsubscribed. */
  consentAt: number | null;
  dates: DateReading;
  /** "active" is a yes: the file is the export of a tool that means it so. */
  activeIsYes: boolean;
}

type Said = { cell: ConsentCell; consent: RowConsent | null };

/** The strictest of what a row says and when the person said so, or the column of a cell that nobody understands. */
export function readRowConsent(
  cells: readonly ConsentCell[],
  { everyRow, consentAt, dates, activeIsYes }: Reading,
): { consent: RowConsent | null; consentAt: number | null } | { unreadable: string } {
  const said: Said[] = [];
  for (const cell of cells) {
    const consent = readCell(cell, activeIsYes);
    if (consent === "unreadable") return { unreadable: cell.header };
    said.push({ cell, consent });
  }
  const consent = strictest([...said.map((one) => one.consent), everyRow]);
  return { consent, consentAt: isLeaving(consent) ? leftAt(said, consentAt, dates) : consentAt };
}

/** Whether somebody takes back what they agreed to. */
export function isLeaving(consent: RowConsent | null): consent is "withdrawn" | "suppressed" {
  return consent === "withdrawn" || consent === "suppressed";
}

function readCell({ target, text }: ConsentCell, activeIsYes: boolean): RowConsent | "unreadable" | null {
  if (target === "consent") return readConsent(text, activeIsYes);
  if (target === "topics") return readTopics(text);
  return target === "unsubscribed" ? readUnsubscribed(text) : readSuppressed(text);
}

/**
 * The date in the column that says no. The time of consent is that of the no only where the consent column itself says
 * no: elsewhere it is the time of the yes before, and would be false evidence.
 */
function leftAt(said: readonly Said[], consentAt: number | null, dates: DateReading): number | null {
  const leaving = said.filter(({ consent }) => isLeaving(consent));
  const moments = leaving.flatMap(({ cell }) => readMoment(cell.text, dates) ?? []);
  if (moments.length > 0) return Math.max(...moments);
  return leaving.some(({ cell }) => cell.target === "consent") ? consentAt : null;
}
