import type { Input, Metric, Period, Span } from "./outputs.ts";

/** What decides the numbers of a page; all of it stands in the address, so that it can be shared. */
export interface Asked {
  period: Period;
  span: Span;
  /** Null: as the shop's weeks do. */
  weekStart: 1 | 7 | null;
  segment: number | null;
  /** With whom to compare. */
  versus: number | "everybody" | null;
  start: Input<"cohorts">["start"];
  returning: string | null;
  mode: Input<"cohorts">["mode"];
  clock: Input<"cohorts">["clock"];
  windows: number;
  brackets: { first: number; last: number }[];
  /** What counts as active; null: anything. */
  event: string | null;
  minDays: number;
  gapFactor: number;
  secondDays: number;
  steps: string[];
  windowHours: number;
  /** The last day that counts; null: now. */
  day: string | null;
}

export type AskedName =
  | "period"
  | "last"
  | "from"
  | "to"
  | "week"
  | "segment"
  | "vs"
  | "start"
  | "again"
  | "mode"
  | "clock"
  | "windows"
  | "ranges"
  | "event"
  | "lost"
  | "gaps"
  | "second"
  | "steps"
  | "within"
  | "day";

export const ORDER = "Order Completed";
export const PERIODS = ["day", "week", "month"] as const satisfies readonly Period[];
export const MODES = ["n-day", "rolling", "bracket"] as const;
export const CLOCKS = ["elapsed", "calendar"] as const;
/** Stands in the address for any event, or for the first one. */
export const ANY = "*";
/** Stands in the address for the day that a profile was made. */
export const CREATED = "+";
export const EVERYBODY = "everybody";
export const STEPS_MAX = 10;
export const DAYS_MAX = 3_650;
export const GAP_FACTOR_MAX = 100;

const LAST: Record<Period, number> = { day: 30, week: 12, month: 12 };
/** Metrics whose figures are by days, or over all of the time. */
const BY_DAYS: readonly Metric[] = ["active", "gaps", "funnel"];
const DAYS_LAST: Partial<Record<Metric, number>> = { active: 90, gaps: 365, funnel: 90 };
const WINDOWS: Record<Period, number> = { day: 15, week: 13, month: 13 };
const FUNNEL = ["Product Viewed", "Product Added", "Checkout Started", ORDER];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const BRACKET = /^(\d{1,3})(?:[-–](\d{1,3}))?$/;
const BRACKETS_MAX = 20;
const WINDOW_LAST_MAX = 400;

export function isByDays(metric: Metric): boolean {
  return BY_DAYS.includes(metric);
}

/** What the address asks for; what is not there, or cannot be read, is as most shops want it. */
export function readAsked(metric: Metric, search: URLSearchParams): Asked {
  const period = isByDays(metric) ? "day" : (oneOf(PERIODS, search.get("period")) ?? "month");
  const windows = wholeNumber(search.get("windows"), 1, WINDOW_LAST_MAX) ?? WINDOWS[period];
  const versus = search.get("vs");
  return {
    period,
    span: readSpan(search, DAYS_LAST[metric] ?? LAST[period]),
    weekStart: readWeekStart(search.get("week")),
    segment: idOf(search.get("segment")),
    versus: versus === EVERYBODY ? EVERYBODY : idOf(versus),
    start: readStart(search.get("start")),
    returning: readEvent(search.get("again"), ORDER),
    mode: oneOf(MODES, search.get("mode")) ?? "n-day",
    clock: oneOf(CLOCKS, search.get("clock")) ?? "elapsed",
    windows,
    brackets: readBrackets(search.get("ranges") ?? "") ?? bracketsUpTo(windows),
    event: readEvent(search.get("event"), null),
    minDays: wholeNumber(search.get("lost"), 1, DAYS_MAX) ?? 90,
    gapFactor: wholeNumber(search.get("gaps"), 0, GAP_FACTOR_MAX) ?? 3,
    secondDays: wholeNumber(search.get("second"), 1, DAYS_MAX) ?? 90,
    steps: readSteps(search.get("steps")),
    windowHours: wholeNumber(search.get("within"), 1, 365 * 24) ?? 7 * 24,
    day: DAY.test(search.get("day") ?? "") ? search.get("day") : null,
  };
}

function readWeekStart(text: string | null): Asked["weekStart"] {
  if (text === "1") return 1;
  return text === "7" ? 7 : null;
}

function readSpan(search: URLSearchParams, last: number): Span {
  const from = search.get("from") ?? "";
  const to = search.get("to") ?? "";
  if (DAY.test(from) && DAY.test(to) && from <= to) return { from, to };
  return { last: wholeNumber(search.get("last"), 1, 3_653) ?? last };
}

function readStart(text: string | null): Asked["start"] {
  if (text === ANY) return { kind: "first-event" };
  if (text === CREATED) return { kind: "created" };
  return { kind: "event", event: text || ORDER };
}

function readEvent(text: string | null, otherwise: string | null): string | null {
  if (text === ANY) return null;
  return text || otherwise;
}

/** "0, 1-3, 4-7"; null when it is none of these, or they overlap. */
export function readBrackets(text: string): Asked["brackets"] | null {
  const brackets: Asked["brackets"] = [];
  for (const part of text.split(",").map((piece) => piece.trim())) {
    const found = BRACKET.exec(part);
    if (!found) return null;
    const first = Number(found[1]);
    const last = Number(found[2] ?? first);
    if (last < first || last > WINDOW_LAST_MAX || first <= (brackets.at(-1)?.last ?? -1)) return null;
    brackets.push({ first, last });
  }
  return brackets.length <= BRACKETS_MAX ? brackets : null;
}

export function writeBrackets(brackets: Asked["brackets"]): string {
  return brackets.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(", ");
}

/** 0, 1 to 3, 4 to 7, 8 to 14 and so on, as long as there are windows. */
function bracketsUpTo(windows: number): Asked["brackets"] {
  const all = [
    { first: 0, last: 0 },
    { first: 1, last: 3 },
    { first: 4, last: 7 },
    { first: 8, last: 14 },
    { first: 15, last: 30 },
    { first: 31, last: 90 },
  ];
  return all.filter(({ first }) => first < windows);
}

/** Names of events hold all but line breaks, so those stand between them. */
export function writeSteps(steps: readonly string[]): string {
  return steps.join("\n");
}

function readSteps(text: string | null): string[] {
  const steps = (text ?? "").split("\n").filter(Boolean).slice(0, STEPS_MAX);
  return steps.length >= 2 ? steps : FUNNEL;
}

function idOf(text: string | null): number | null {
  return wholeNumber(text, 1, Number.MAX_SAFE_INTEGER);
}

function wholeNumber(text: string | null, least: number, most: number): number | null {
  if (text === null || !/^\d{1,15}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

function oneOf<Value extends string>(values: readonly Value[], text: string | null): Value | null {
  return values.find((value) => value === text) ?? null;
}
