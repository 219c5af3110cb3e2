import type { useTranslations } from "next-intl";
import type { HookRow, Mapping, PersonKind } from "./outputs.ts";

type T = ReturnType<typeof useTranslations<"hooks">>;

/** Stands for all values that have no line of their own. */
const OTHERS = "*";
/** Instead of an event's name: no event is made. */
const LEAVE_OUT = "";

/** What one value at the chosen field is taken for. */
export interface NameRow {
  key: number;
  value: string;
  leaveOut: boolean;
  eventName: string;
}

/** What the form holds while somebody says what requests mean. */
export interface MappingDraft {
  personKind: PersonKind;
  personPath: string;
  isByField: boolean;
  eventPath: string;
  rows: NameRow[];
  /** Values without a row: the hook's own event, one of another name, or none. */
  others: "own" | "named" | "left-out";
  othersName: string;
  idPath: string;
}

export type MappingProblems = Partial<Record<"personPath" | "eventPath" | "othersName", string>> & {
  /** By the key of a row. */
  rows: Record<number, string>;
};

type Rules = Pick<HookRow, "personKind" | "personPath" | "eventPath" | "eventNames" | "idPath">;

export function draftOf({ personKind, personPath, eventPath, eventNames, idPath }: Rules): MappingDraft {
  const { [OTHERS]: others, ...names } = eventNames ?? {};
  return {
    personKind,
    personPath,
    isByField: eventPath !== null,
    eventPath: eventPath ?? "",
    rows: Object.entries(names).map(([value, eventName], key) => ({
      key,
      value,
      eventName,
      leaveOut: eventName === LEAVE_OUT,
    })),
    others: others === undefined ? "own" : others === LEAVE_OUT ? "left-out" : "named",
    othersName: others ?? "",
    idPath: idPath ?? "",
  };
}

/** What the server keeps; rows that say nothing yet are passed over. */
export function mappingOf(draft: MappingDraft): Mapping {
  const { personKind, personPath, isByField, rows, others, othersName } = draft;
  const rules = { personKind, personPath: personPath.trim(), idPath: draft.idPath.trim() || null };
  const eventPath = draft.eventPath.trim();
  if (!isByField || eventPath === "") return { ...rules, eventPath: null, eventNames: null };
  const names = rows.flatMap(({ value, leaveOut, eventName }) => {
    const name = leaveOut ? LEAVE_OUT : eventName.trim();
    return value.trim() === "" || (name === "" && !leaveOut) ? [] : [[value.trim(), name]];
  });
  if (others === "left-out") names.push([OTHERS, LEAVE_OUT]);
  if (others === "named" && othersName.trim() !== "") names.push([OTHERS, othersName.trim()]);
  return { ...rules, eventPath, eventNames: Object.fromEntries(names) };
}

/** The same as far as it matters for a sample that has `value` at the event's field, so that it fits into an address. */
export function previewMappingOf(draft: MappingDraft, value: string | undefined): Mapping {
  const mapping = mappingOf(draft);
  if (!mapping.eventNames) return mapping;
  const kept = Object.entries(mapping.eventNames).filter(([key]) => key === OTHERS || key === value?.trim());
  return { ...mapping, eventNames: Object.fromEntries(kept) };
}

/** What keeps the draft from being saved; null when nothing does. */
export function mappingProblems(draft: MappingDraft, t: T): MappingProblems | null {
  const { personPath, isByField, eventPath, rows, others, othersName } = draft;
  const problems: MappingProblems = { rows: isByField ? rowProblems(rows, t) : {} };
  if (personPath.trim() === "") problems.personPath = t("problem.person");
  if (isByField && eventPath.trim() === "") problems.eventPath = t("problem.event");
  if (isByField && others === "named" && othersName.trim() === "")
    problems.othersName = t("problem.eventName");
  const isFine = Object.keys(problems).length === 1 && Object.keys(problems.rows).length === 0;
  return isFine ? null : problems;
}

export function addRow(rows: readonly NameRow[], value: string): NameRow[] {
  const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
  return [...rows, { key, value, leaveOut: false, eventName: value }];
}

function rowProblems(rows: readonly NameRow[], t: T): Record<number, string> {
  const seen = new Set<string>();
  return Object.fromEntries(
    rows.flatMap(({ key, value, leaveOut, eventName }) => {
      const text = value.trim();
      const isTwice = seen.has(text);
      seen.add(text);
      if (text === "") return [[key, t("problem.value")]];
      if (text === OTHERS) return [[key, t("problem.others")]];
      if (isTwice) return [[key, t("problem.twice")]];
      return leaveOut || eventName.trim() !== "" ? [] : [[key, t("problem.eventName")]];
    }),
  );
}
