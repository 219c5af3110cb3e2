import { describe, expect, it } from "vitest";
import type { Chart, ChartPoint } from "./chart.ts";
import { layOut } from "./layout.ts";
import { linePieces, marksOf } from "./marks.ts";

const WIDTH_PX = 600;
const point = (value: number | null, unfinished = false): ChartPoint<never> => ({
  value,
  text: String(value),
  unfinished,
});
const chartOf = (kind: "line" | "bars", ...series: (number | null)[][]): Chart<never> => ({
  kind,
  label: "Chart",
  labels: ["a", "b", "c", "d"],
  series: series.map((values, index) => ({
    name: `s${index}`,
    below: index === 2,
    points: values.map((value, place) => point(value, place === 3)),
  })),
  format: String,
});

describe("a line", () => {
  it("is broken where there is no value, and dashed where it may still change", () => {
    const chart = chartOf("line", [1, 2, 3, 4]);
    const pieces = (values: (number | null)[]) => {
      const drawn = chartOf("line", values);
      return linePieces(marksOf(drawn, layOut(drawn, WIDTH_PX)));
    };
    expect(pieces([1, 2, 3, 4]).map(({ unfinished }) => unfinished)).toEqual([false, true]);
    expect(pieces([1, null, 3, 4]).map(({ unfinished }) => unfinished)).toEqual([true]);
    expect(pieces([null, null, null, 4])).toEqual([]);
    const ys = marksOf(chart, layOut(chart, WIDTH_PX)).map(({ y }) => y);
    expect(ys.toSorted((a, b) => b - a)).toEqual(ys);
  });
});

describe("bars", () => {
  it("stand on each other, and those of people who are missing hang below zero", () => {
    const chart = chartOf("bars", [5, 0, 0, 0], [5, 0, 0, 0], [4, 0, 0, 0]);
    const layout = layOut(chart, WIDTH_PX);
    const [first, second, below] = marksOf(chart, layout).filter(({ index }) => index === 0);
    expect(first!.y + first!.height / 2).toBeCloseTo(layout.zero);
    expect(second!.y + second!.height / 2).toBeCloseTo(first!.y - first!.height / 2);
    expect(below!.y - below!.height / 2).toBeCloseTo(layout.zero);
    expect(layout.ticks.at(-1)!.value).toBeGreaterThanOrEqual(10);
    expect(layout.ticks[0]!.value).toBeLessThanOrEqual(-4);
  });

  it("stay inside a narrow picture, with fewer labels", () => {
    const narrow = layOut(
      { ...chartOf("bars"), labels: Array.from({ length: 60 }, (_, day) => `Day number ${day}`) },
      240,
    );
    expect(narrow.labels.length).toBeLessThan(5);
    expect(narrow.x(59) + narrow.barWidth / 2).toBeLessThanOrEqual(240);
  });
});
