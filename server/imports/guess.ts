import type { ImportKind } from "#drizzle/tables.ts";
import type { EveryRow, ImportPlan } from "#server/store/imports.ts";
import { consentTargetOf, eventNames, findPreset, leftOut, plainName, profileNames } from "./column-names.ts";
import { readConsent, refusesMail } from "./consent-words.ts";
import { guessDayFirst, readDay, readMoment } from "./dates.ts";
import type { Head } from "./head.ts";
import { ownColumns } from "./own-export.ts";
import { readNumber, readYesNo } from "./read-value.ts";
import { type RepeatableTarget, VALUE_NAME_MAX_CHARS, type ValueType } from "./targets.ts";

const TEXT_NAMES = /(id|zip|postal|postcode|phone|code|number|sku)$/;

/** What the columns of a file probably mean, for the owner to correct. */
export function guessPlan(
  kind: ImportKind,
  { headers, sample, delimiter }: Head,
  { fileName, shopZone }: { fileName: string; shopZone: string },
): ImportPlan {
  const names = headers.map(plainName);
  const cellsOf = (index: number) => sample.map((cells) => (cells[index] ?? "").trim()).filter(Boolean);
  const own = ownColumns(kind, headers);
  const columns = own ?? guessFixed(kind, names);
  const preset = findPreset(headers);
  if (kind === "profiles" && !own) guessConsent({ columns, names, cellsOf, isKnownTool: preset !== null });
  const dates = headers.flatMap((_, index) => cellsOf(index));
  const dayFirst = guessDayFirst(dates) ?? false;
  const taken = new Set<string>();
  for (const [index, header] of own ? [] : headers.entries()) {
    if (columns[index] !== null || leftOut.has(names[index]!)) continue;
    const name = header.slice(0, VALUE_NAME_MAX_CHARS);
    if (taken.has(name)) continue;
    taken.add(name);
    columns[index] = `${guessType(names[index]!, cellsOf(index), dayFirst)}:${name}`;
  }
  return {
    columns,
    delimiter,
    // Mailchimp and Klaviyo write their times in UTC.
    timezone: preset === "Mailchimp" || preset === "Klaviyo" ? "UTC" : shopZone,
    dayFirst,
    consent: null,
    startsWorkflows: false,
    eventName: null,
    everyRow: kind === "profiles" ? guessEveryRow(fileName) : null,
    confirmation: null,
    check: null,
    reasons: {},
    rejectedBytes: 0,
  };
}

/** The columns of which there is one: the first of each target's names that the file has. */
function guessFixed(kind: ImportKind, names: readonly string[]): (string | null)[] {
  const columns: (string | null)[] = names.map(() => null);
  for (const [target, aliases] of Object.entries(kind === "profiles" ? profileNames : eventNames)) {
    const name = aliases.find((alias) =>
      names.some((one, index) => one === alias && columns[index] === null),
    );
    if (name) columns[names.indexOf(name)] = target;
  }
  return columns;
}

interface Guessing {
  columns: (string | null)[];
  names: readonly string[];
  cellsOf: (index: number) => string[];
  isKnownTool: boolean;
}

/** Every column that says something of consent, because the strictest of them counts. */
function guessConsent({ columns, names, cellsOf, isKnownTool }: Guessing): void {
  for (const [index, name] of names.entries()) {
    if (columns[index] !== null || leftOut.has(name)) continue;
    columns[index] = consentTargetOf(name, cellsOf(index));
  }
  const status = names.indexOf("status");
  if (status === -1 || columns[status] !== null) return;
  const isOnly = !columns.includes("consent");
  columns[status] = guessStatus(cellsOf(status), isKnownTool && isOnly);
}

/** A status may be that of an account: without a tool that is known to mean consent by it, only its no is heard. */
function guessStatus(cells: readonly string[], isConsent: boolean): RepeatableTarget | null {
  if (cells.some((cell) => readConsent(cell, true) === "unreadable")) return null;
  if (isConsent) return "consent";
  return cells.some(refusesMail) ? "unsubscribed" : null;
}

/** Mailchimp exports one file of each kind of people, and says which only in its name. */
function guessEveryRow(fileName: string): EveryRow {
  if (/(^|[^a-z])cleaned/i.test(fileName) || /bounced|suppress/i.test(fileName)) return "suppressed";
  if (/(^|[^a-z])unsubscribe/i.test(fileName)) return "withdrawn";
  return /(^|[^a-z])(non|not|never)[-_ ]?subscribe/i.test(fileName) ? "not-agreed" : null;
}

function guessType(name: string, cells: readonly string[], dayFirst: boolean): ValueType {
  if (cells.length === 0 || TEXT_NAMES.test(name)) return "text";
  if (cells.every((cell) => /^-?(0|[1-9]\d{0,14})([.,]\d+)?$/.test(cell) && readNumber(cell) !== null))
    return "number";
  if (cells.every((cell) => /^[a-z]/i.test(cell) && readYesNo(cell) !== null)) return "yes-no";
  const reading = { timezone: "UTC", dayFirst };
  const isDate = (cell: string) =>
    /\d{4}/.test(cell) &&
    !/^\d+$/.test(cell) &&
    (readDay(cell, reading) ?? readMoment(cell, reading)) !== null;
  return cells.every(isDate) ? "date" : "text";
}
