/** One value of a series. */
export interface ChartPoint<Opened> {
  /** Null where there is none, or where it is not defined, such as 0/0. */
  value: number | null;
  /** The value in words, with what it is made of: "34.2 %, 41 of 120". */
  text: string;
  /** Its time is not over, so it can still change. */
  unfinished?: boolean;
  /** What pressing it opens. */
  opens?: Opened;
}

export interface ChartSeries<Opened> {
  name: string;
  points: readonly ChartPoint<Opened>[];
  /** Bars of it hang below the line of zero. */
  below?: boolean;
}

/** What a chart shows, whatever it is about. */
export interface Chart<Opened> {
  kind: "line" | "bars";
  /** Names it for screen readers and as a file. */
  label: string;
  /** What the places along the axis are called, no two the same; every series has a point for each. */
  labels: readonly string[];
  series: readonly ChartSeries<Opened>[];
  /** Its values are whole, such as people: so are those of the axis. */
  whole?: boolean;
  /** Words a value of the axis. */
  format(value: number): string;
}

/** The series have so many colours; of more than these, colours come again. */
export const SERIES_COLOURS = 4;
/** Dashes tell lines apart without colours. */
const DASHES = [undefined, "7 4", "2 4", "10 4 2 4"] as const;

export function lookOfSeries(index: number): { colour: string; dash: string | undefined } {
  const place = index % SERIES_COLOURS;
  return { colour: `var(--series-${place + 1})`, dash: DASHES[place] };
}
