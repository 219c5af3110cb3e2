import type { ImportKind } from "#drizzle/tables.ts";
import { isEmailAddress } from "#server/delivery/email-address.ts";
import type { EveryRow, ImportPlan } from "#server/store/imports.ts";
import { isTimeZone } from "#workflows/duration.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import { cleanCell } from "./clean-cell.ts";
import { findPreset } from "./column-names.ts";
import type { RowConsent } from "./consent-words.ts";
import { type DateReading, readDay, readMoment } from "./dates.ts";
import { readJsonCell, readJsonObject } from "./json-cell.ts";
import { readDateValue, readNumber, readYesNo } from "./read-value.ts";
import type { RejectReason } from "./reject-reasons.ts";
import { type ConsentCell, readRowConsent } from "./row-consent.ts";
import {
  type FixedTarget,
  isOfTexts,
  isRepeatable,
  type RepeatableTarget,
  readTarget,
  type Target,
  type TextTarget,
  type ValueType,
} from "./targets.ts";
import { readTextConsents, type TextConsents } from "./text-consent.ts";

export interface RowPerson {
  externalId: string | null;
  email: string | null;
}

export interface ProfileRow extends RowPerson {
  /** The address is one that somebody only typed in. */
  emailClaimed?: boolean;
  fields: { phone?: string; name?: string; timezone?: string; locale?: string };
  attributes: Record<string, unknown>;
  /** Of emails. */
  consent: RowConsent | null;
  /** Of text messages and WhatsApp. */
  texts?: TextConsents;
  /** When the person said so, where the row tells. */
  consentAt: number | null;
  createdAt: number | null;
}

export interface EventRow extends RowPerson {
  name: string;
  at: number;
  properties: Record<string, unknown>;
  messageId: string | null;
}

export type Rejected = { kind: "rejected"; reason: RejectReason; column: string | null };
export type ReadRow<R> = { kind: "ok"; row: R } | Rejected;

const ID_MAX_CHARS = 200;
const TEXT_MAX_CHARS = 300;
const VALUE_MAX_CHARS = 5_000;
const TAGS_MAX = 100;

type Cells = readonly string[];
type Fixed = Partial<Record<Exclude<FixedTarget, RepeatableTarget>, string>>;
type CellsRead = {
  fixed: Fixed;
  values: Record<string, unknown>;
  consentCells: ConsentCell[];
  textCells: TextCell[];
};
type TextCell = { target: TextTarget; text: string; header: string };
type Columns = { target: Target; index: number; header: string }[];

/** Reads the rows of one file by its plan. The same for the preview, the dry run and the import itself. */
export class RowReader {
  readonly #columns: Columns;
  readonly #width: number;
  readonly #dates: DateReading;
  readonly #everyRow: EveryRow;
  readonly #eventName: string | null;
  readonly #isKnownTool: boolean;

  constructor(kind: ImportKind, headers: readonly string[], plan: ImportPlan) {
    this.#width = headers.length;
    this.#dates = plan;
    this.#everyRow = plan.everyRow;
    this.#eventName = plan.eventName;
    this.#isKnownTool = findPreset(headers) !== null;
    this.#columns = plan.columns.flatMap((text, index) => {
      const target = text === null ? null : readTarget(kind, text);
      return target ? [{ target, index, header: headers[index] ?? "" }] : [];
    });
  }

  profile(cells: Cells): ReadRow<ProfileRow> {
    const read = this.#read(cells);
    if ("kind" in read) return read;
    const { fixed, values, consentCells, textCells } = read;
    const person = readPerson(fixed);
    if ("kind" in person) return person;
    const name = fixed.name ?? [fixed["first-name"], fixed["last-name"]].filter(Boolean).join(" ");
    const fields: ProfileRow["fields"] = {};
    if (name) fields.name = oneLine(name);
    if (fixed.phone) fields.phone = phoneAddress(fixed.phone) ?? oneLine(fixed.phone);
    if (fixed.locale) fields.locale = oneLine(fixed.locale);
    // Kept as an attribute where it is no zone, so that the owner sees why the times are the shop's.
    if (fixed.timezone && isTimeZone(fixed.timezone)) fields.timezone = fixed.timezone;
    else if (fixed.timezone) values.timezone = fixed.timezone;
    if (fixed.tags) values.tags = readTags(fixed.tags);
    if (fixed.birthday) {
      const day = readDay(fixed.birthday, this.#dates);
      if (!day) return rejected("no-date", this.#headerOf("birthday"));
      values.birthday = day;
    }
    const createdAt = this.#moment(fixed, "created");
    if (createdAt === undefined) return rejected("no-date", this.#headerOf("created"));
    const consentAt = this.#moment(fixed, "consent-time");
    if (consentAt === undefined) return rejected("no-date", this.#headerOf("consent-time"));
    const said = readRowConsent(consentCells, {
      everyRow: this.#everyRow,
      consentAt,
      dates: this.#dates,
      activeIsYes: this.#isKnownTool,
    });
    if ("unreadable" in said) return rejected("consent-unreadable", said.unreadable);
    const ofTexts = readTextConsents(textCells, this.#isKnownTool);
    if ("unreadable" in ofTexts) return rejected("consent-unreadable", ofTexts.unreadable);
    return { kind: "ok", row: { ...person, fields, attributes: values, ...said, ...ofTexts, createdAt } };
  }

  event(cells: Cells): ReadRow<EventRow> {
    const read = this.#read(cells);
    if ("kind" in read) return read;
    const { fixed, values } = read;
    const named = readPerson(fixed);
    if ("kind" in named) return named;
    // Whoever typed an address in is not the person who has it.
    const { emailClaimed, externalId } = named;
    if (emailClaimed && externalId === null) return rejected("unconfirmed", null);
    const person = { externalId, email: emailClaimed ? null : named.email };
    const name = oneLine(fixed.event ?? this.#eventName ?? "");
    if (name === "") return rejected("no-event-name", this.#headerOf("event"));
    if (name.length > ID_MAX_CHARS) return rejected("too-long", this.#headerOf("event"));
    const at = this.#moment(fixed, "time");
    if (at === undefined) return rejected("no-date", this.#headerOf("time"));
    if (at === null) return rejected("no-time", this.#headerOf("time"));
    const messageId = fixed["message-id"] ?? null;
    if (messageId !== null && messageId.length > ID_MAX_CHARS)
      return rejected("too-long", this.#headerOf("message-id"));
    return { kind: "ok", row: { ...person, name, at, properties: values, messageId } };
  }

  /** The cells that are not empty, by what they are; or why the row cannot be read. */
  #read(cells: Cells): CellsRead | Rejected {
    // A comma that was not quoted shifts everything behind it: better no row than a wrong one.
    if (cells.length > this.#width && cells.slice(this.#width).some((cell) => cell.trim() !== ""))
      return rejected("too-many-cells", null);
    const fixed: Fixed = {};
    const values: Record<string, unknown> = {};
    const consentCells: ConsentCell[] = [];
    const textCells: TextCell[] = [];
    for (const { target, index, header } of this.#columns) {
      const text = cleanCell(cells[index] ?? "");
      if (text === "") continue;
      if (target.kind === "fixed") {
        if (isRepeatable(target.name)) {
          if (isOfTexts(target.name)) textCells.push({ target: target.name, text, header });
          else consentCells.push({ target: target.name, text, header });
        } else if (target.name === "values-json") {
          const several = readJsonObject(text);
          if (!several) return rejected("no-json", header);
          Object.assign(values, several);
        } else fixed[target.name] = text;
      } else if (target.type === "json") {
        values[target.name] = readJsonCell(text);
      } else {
        const value = this.#value(target.type, text);
        if (typeof value === "object") return rejected(value.reason, header);
        values[target.name] = value;
      }
    }
    return { fixed, values, consentCells, textCells };
  }

  #value(
    type: Exclude<ValueType, "json">,
    text: string,
  ): string | number | boolean | { reason: RejectReason } {
    if (type === "text") return text.length > VALUE_MAX_CHARS ? { reason: "too-long" } : text;
    if (type === "number") return readNumber(text) ?? { reason: "no-number" };
    if (type === "yes-no") return readYesNo(text) ?? { reason: "no-yes-no" };
    return readDateValue(text, this.#dates) ?? { reason: "no-date" };
  }

  /** Null when the cell is empty, undefined when it is no time. */
  #moment(fixed: Fixed, name: keyof Fixed): number | null | undefined {
    const text = fixed[name];
    return text === undefined ? null : (readMoment(text, this.#dates) ?? undefined);
  }

  #headerOf(name: FixedTarget): string | null {
    return (
      this.#columns.find(({ target }) => target.kind === "fixed" && target.name === name)?.header ?? null
    );
  }
}

function readPerson(fixed: Fixed): (RowPerson & Pick<ProfileRow, "emailClaimed">) | Rejected {
  const externalId = fixed["external-id"] ?? null;
  if (externalId !== null && externalId.length > ID_MAX_CHARS) return rejected("too-long", null);
  const email = fixed.email?.toLowerCase() ?? null;
  if (email !== null && !isEmailAddress(email)) return rejected("bad-email", null);
  if (externalId === null && email === null) return rejected("nobody", null);
  const isConfirmed = readYesNo(fixed["email-confirmed"] ?? "yes");
  if (isConfirmed === null) return rejected("no-yes-no", null);
  return { externalId, email, ...(email !== null && !isConfirmed && { emailClaimed: true }) };
}

/** `"VIP","newsletter"`, `VIP; newsletter` and the like. */
function readTags(text: string): string[] {
  const tags = text
    .split(/[,;|]/)
    .map((tag) => tag.replace(/^[\s"'[]+|[\s"'\]]+$/g, "").slice(0, TEXT_MAX_CHARS))
    .filter(Boolean);
  return [...new Set(tags)].slice(0, TAGS_MAX);
}

function oneLine(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, TEXT_MAX_CHARS);
}

function rejected(reason: RejectReason, column: string | null): Rejected {
  return { kind: "rejected", reason, column };
}
