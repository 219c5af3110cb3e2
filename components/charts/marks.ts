import type { Chart, ChartPoint } from "./chart.ts";
import type { ChartLayout } from "./layout.ts";

/** One value as it is drawn: a point of a line or a piece of a bar, in CSS pixels. */
export interface Mark<Opened> {
  series: number;
  index: number;
  point: ChartPoint<Opened>;
  /** Its middle. */
  x: number;
  y: number;
  /** Of a piece of a bar. */
  height: number;
}

/** What is there to draw, series by series; where there is no value, there is no mark. */
export function marksOf<Opened>(chart: Chart<Opened>, layout: ChartLayout): Mark<Opened>[] {
  const piled = chart.labels.map(() => ({ above: 0, below: 0 }));
  return chart.series.flatMap((series, at) =>
    series.points.flatMap((point, index): Mark<Opened>[] => {
      const pile = piled[index];
      if (point.value === null || !pile) return [];
      const x = layout.x(index);
      if (chart.kind === "line")
        return [{ series: at, index, point, x, y: layout.y(point.value), height: 0 }];
      const side = series.below ? "below" : "above";
      const sign = series.below ? -1 : 1;
      const from = layout.y(sign * pile[side]);
      pile[side] += point.value;
      const to = layout.y(sign * pile[side]);
      return [{ series: at, index, point, x, y: (from + to) / 2, height: Math.abs(from - to) }];
    }),
  );
}

/** The pieces of a line: it is broken where there is no value, and what may still change stands alone. */
export function linePieces<Opened>(marks: readonly Mark<Opened>[]): { path: string; unfinished: boolean }[] {
  const pieces: { marks: Mark<Opened>[]; unfinished: boolean }[] = [];
  for (const mark of marks) {
    const piece = pieces.at(-1);
    const before = piece?.marks.at(-1);
    const unfinished = mark.point.unfinished === true;
    if (!piece || !before || before.index !== mark.index - 1)
      pieces.push({ marks: [mark], unfinished: false });
    else if (piece.marks.length > 1 && piece.unfinished !== unfinished)
      pieces.push({ marks: [before, mark], unfinished });
    else {
      piece.marks.push(mark);
      piece.unfinished = unfinished;
    }
  }
  return pieces
    .filter(({ marks: { length } }) => length > 1)
    .map(({ marks: [first, ...rest], unfinished }) => ({
      path: `M${first?.x} ${first?.y}${rest.map(({ x, y }) => `L${x} ${y}`).join("")}`,
      unfinished,
    }));
}
