import type { Chart } from "./chart.ts";
import { labelEvery, niceTicks } from "./ticks.ts";

export const CHART_HEIGHT_PX = 260;
const TOP_PX = 14;
const BOTTOM_PX = 30;
const RIGHT_LEAST_PX = 14;
/** Of a label that stands under the first or the last place, so much reaches beyond it at most. */
const LABEL_HALF_MOST_PX = 44;
/** Of a letter at the size of the axes, on average and with room to spare. */
const LETTER_PX = 6.8;
const LABEL_GAP_PX = 14;
const BAR_SHARE = 0.7;
const BAR_MAX_PX = 56;

/** Where everything of a chart stands, in CSS pixels. */
export interface ChartLayout {
  width: number;
  height: number;
  left: number;
  right: number;
  ticks: { value: number; y: number; text: string }[];
  /** The line of zero. */
  zero: number;
  /** The labels that there is room for. */
  labels: { x: number; text: string }[];
  barWidth: number;
  x(index: number): number;
  y(value: number): number;
}

export function layOut<Opened>(chart: Chart<Opened>, width: number): ChartLayout {
  const { low, high } = rangeOf(chart);
  const values = niceTicks(low, high, chart.whole);
  const texts = values.map(chart.format);
  const count = chart.labels.length;
  const isBars = chart.kind === "bars";
  const longest = Math.max(0, ...chart.labels.map(({ length }) => length)) * LETTER_PX;
  const half = isBars ? 0 : Math.min(LABEL_HALF_MOST_PX, longest / 2);
  const left = Math.max(half, 12 + Math.max(...texts.map(({ length }) => length)) * LETTER_PX);
  const right = width - Math.max(half, RIGHT_LEAST_PX);
  // Lines run from edge to edge, bars stand in the middle of their share.
  const step = (right - left) / Math.max(1, isBars ? count : count - 1);
  const x = (index: number) => left + step * (isBars ? index + 0.5 : count === 1 ? 0.5 : index);
  const bottom = CHART_HEIGHT_PX - BOTTOM_PX;
  const [first = 0, last = 1] = [values[0], values.at(-1)];
  const y = (value: number) => bottom - ((value - first) / (last - first)) * (bottom - TOP_PX);
  const every = labelEvery(longest + LABEL_GAP_PX, step);
  return {
    width,
    height: CHART_HEIGHT_PX,
    left,
    right,
    ticks: values.map((value, index) => ({ value, y: y(value), text: texts[index] ?? "" })),
    zero: y(0),
    labels: chart.labels.flatMap((text, index) => (index % every === 0 ? [{ x: x(index), text }] : [])),
    barWidth: Math.min(BAR_MAX_PX, step * BAR_SHARE),
    x,
    y,
  };
}

/** Lines reach to their highest value, bars to their highest pile. */
function rangeOf<Opened>({ kind, labels, series }: Chart<Opened>): { low: number; high: number } {
  let low = 0;
  let high = 0;
  for (const index of labels.keys()) {
    let above = 0;
    let below = 0;
    for (const one of series) {
      const value = one.points[index]?.value ?? 0;
      if (kind === "line") high = Math.max(high, value);
      if (kind === "line") low = Math.min(low, value);
      if (one.below) below -= value;
      else above += value;
    }
    if (kind === "bars") high = Math.max(high, above);
    if (kind === "bars") low = Math.min(low, below);
  }
  return { low, high };
}
