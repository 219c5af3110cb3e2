import type { Database } from "#server/database/database.ts";
import { DAY_MS, PeriodList } from "./calendar.ts";
import { timesOf, wantedFor } from "./doings.ts";
import { eachPerson, findPeople } from "./people.ts";
import type { Person, Wanted } from "./person.ts";
import type {
  CohortCell,
  CohortPeople,
  CohortSettings,
  CohortStart,
  Cohorts,
  Part,
  PeriodBounds,
} from "./types.ts";

const HOUR_MS = 3_600_000;
/** Elapsed windows: a month is 30 days. */
const WINDOW_MS = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS } as const;
const WINDOWS_MAX = 400;

/**
 * Of the people who started in each period, how many came back how much later. The overall line divides the sum of all
 * who returned by the sum of all who started, over those cohorts for which the window is over.
 */
export async function readCohorts(db: Database, settings: CohortSettings): Promise<Cohorts> {
  const windows = new CohortWindows(settings);
  const { bounds } = windows.list;
  const sizes = bounds.map(() => 0);
  const returns = bounds.map(() => windows.columns.map(() => 0));
  const people = await findPeople(db, settings, wantedOf(settings));
  await eachPerson(people, (person) => {
    const place = windows.cohortOf(person);
    if (place === null) return;
    sizes[place] = sizes[place]! + 1;
    const row = returns[place]!;
    for (const column of windows.columnsOf(person)) row[column] = row[column]! + 1;
  });
  const rows = bounds.map((period, place) => ({
    ...period,
    size: sizes[place]!,
    cells: windows.columns.map(
      (_, column): CohortCell => ({
        returned: returns[place]![column]!,
        hasBegun: windows.hasBegun(place, column),
        isFinished: windows.isFinished(place, column),
      }),
    ),
  }));
  const overall = windows.columns.map((_, column): Part => {
    const finished = rows.filter(({ cells }) => cells[column]!.isFinished);
    return {
      count: finished.reduce((sum, { cells }) => sum + cells[column]!.returned, 0),
      of: finished.reduce((sum, { size }) => sum + size, 0),
    };
  });
  return { columns: windows.columns, rows, overall, onlySamples: people.onlySamples };
}

/** Who is behind a cell of the table, a size or a part of the overall line. */
export function cohortPeople(settings: CohortSettings, { cohort, column, returned }: CohortPeople) {
  const windows = new CohortWindows(settings);
  const asked = cohort === null ? null : windows.list.placeOfStart(cohort);
  const matches = (person: Person): boolean => {
    const place = windows.cohortOf(person);
    if (place === null || (asked !== null && place !== asked)) return false;
    if (column === null) return true;
    if (asked === null && !windows.isFinished(place, column)) return false;
    return windows.columnsOf(person).has(column) === returned;
  };
  return { wanted: wantedOf(settings), matches };
}

function wantedOf({ start, returning }: CohortSettings): Wanted {
  if (start.kind === "created") return { ...wantedFor([returning]), createdAt: true };
  return wantedFor([returning, eventOf(start)]);
}

/** Into which cohort somebody falls and in which windows they came back. */
class CohortWindows {
  readonly list: PeriodList;
  readonly columns: Cohorts["columns"];
  readonly #settings: CohortSettings;
  /** For each window, the columns that coming back in it counts for. */
  readonly #columnsAt: number[][];

  constructor(settings: CohortSettings) {
    const { mode, windows, brackets = [] } = settings;
    if (!(windows >= 1 && windows <= WINDOWS_MAX)) throw new Error(`there cannot be ${windows} windows`);
    this.#settings = settings;
    this.list = new PeriodList(settings);
    const each = Array.from({ length: windows }, (_, window) => window);
    this.columns =
      mode === "bracket"
        ? brackets
        : each.map((first) => ({ first, last: mode === "rolling" ? null : first }));
    const last = Math.max(...this.columns.map((column) => column.last ?? column.first), 0);
    this.#columnsAt = Array.from({ length: last + 1 }, (_, window) =>
      this.columns.flatMap((column, place) =>
        column.first <= window && window <= (column.last ?? window) ? [place] : [],
      ),
    );
  }

  /** Place of the cohort; null for who did not start in any of them. */
  cohortOf(person: Person): number | null {
    const start = startOf(person, this.#settings);
    if (start === null) return null;
    const place = this.list.placeOf(start);
    return this.list.has(place) ? place : null;
  }

  columnsOf(person: Person): Set<number> {
    const columns = new Set<number>();
    const start = startOf(person, this.#settings);
    if (start === null) return columns;
    const { returning, mode } = this.#settings;
    const times = timesOf(person, returning);
    const beginning = this.#beginning(start);
    let before = -1;
    for (const at of times) {
      // What came before the start is in no window.
      const window = this.#windowOf(beginning, at);
      if (window === before || window < 0) continue;
      before = window;
      const found = this.#columnsAt[window];
      if (found) for (const column of found) columns.add(column);
    }
    // Whoever came back once came back in or after each earlier window.
    if (mode === "rolling")
      for (let column = 0; column <= before && column < this.columns.length; column++) columns.add(column);
    return columns;
  }

  /** The window is over even for who started last. */
  isFinished(place: number, column: number): boolean {
    const { first, last } = this.columns[column]!;
    return this.#windowStart(place, (last ?? first) + 1, "last") <= this.#settings.now;
  }

  hasBegun(place: number, column: number): boolean {
    return this.#windowStart(place, this.columns[column]!.first, "first") <= this.#settings.now;
  }

  /** What windows are counted from: an hour, or the number of a period. */
  #beginning(start: number): number {
    return this.#settings.clock === "elapsed" ? floorHour(start) : this.list.placeOf(start);
  }

  #windowOf(beginning: number, at: number): number {
    const { clock, period } = this.#settings;
    if (clock === "calendar") return this.list.placeOf(at) - beginning;
    return Math.floor((floorHour(at) - beginning) / WINDOW_MS[period]);
  }

  /** When a window begins for who started first or last in a cohort. */
  #windowStart(place: number, window: number, who: "first" | "last"): number {
    const { clock, period } = this.#settings;
    const { calendar, first } = this.list;
    if (clock === "calendar") return calendar.startOf(period, first + place + window);
    const { start, end }: PeriodBounds = this.list.bounds[place]!;
    return floorHour(who === "first" ? start : end - 1) + window * WINDOW_MS[period];
  }
}

function startOf(person: Person, { start }: CohortSettings): number | null {
  if (start.kind === "created") return person.createdAt;
  return timesOf(person, eventOf(start))[0] ?? null;
}

/** The event that is the start; null: any. */
function eventOf(start: Exclude<CohortStart, { kind: "created" }>): string | null {
  return start.kind === "event" ? start.event : null;
}

function floorHour(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}
