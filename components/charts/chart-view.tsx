"use client";

import "./charts.css";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type Ref, useRef, useState } from "react";
import { type Chart, lookOfSeries } from "./chart.ts";
import { ChartDrawing } from "./chart-drawing.tsx";
import { layOut } from "./layout.ts";
import { type Mark, marksOf } from "./marks.ts";
import { useWidth } from "./use-width.ts";

const TARGET_MIN_PX = 12;
const TARGET_MAX_PX = 28;

type Props<Opened> = {
  chart: Chart<Opened>;
  onOpen(opened: Opened): void;
  /** The picture, to be saved as a file. */
  picture?: Ref<SVGSVGElement>;
};

/**
 * A chart whose values can be pointed at, reached with the arrow keys, and opened; the same numbers stand in a table for
 * screen readers.
 */
export function ChartView<Opened>({ chart, onOpen, picture }: Props<Opened>) {
  const box = useRef<HTMLDivElement>(null);
  const layout = layOut(chart, useWidth(box));
  const marks = marksOf(chart, layout);
  return (
    <figure aria-label={chart.label} className="min-w-0">
      {(chart.series.length > 1 || chart.kind === "bars") && <Legend chart={chart} />}
      <div ref={box} className="relative w-full overflow-hidden">
        <ChartDrawing chart={chart} layout={layout} marks={marks} ref={picture} />
        <Targets chart={chart} marks={marks} barWidth={layout.barWidth} onOpen={onOpen} />
      </div>
      <NumbersTable chart={chart} />
    </figure>
  );
}

function Legend<Opened>({ chart }: { chart: Chart<Opened> }) {
  return (
    <ul aria-hidden="true" className="flex flex-wrap gap-x-5 gap-y-1 pb-3 text-sm">
      {chart.series.map(({ name }, index) => {
        const { colour, dash } = lookOfSeries(index);
        return (
          <li key={name} className="flex min-w-0 items-center gap-2">
            <svg aria-hidden="true" width={22} height={10} className="shrink-0">
              {chart.kind === "line" ? (
                <path d="M1 5H21" stroke={colour} strokeWidth={2.5} strokeDasharray={dash} />
              ) : (
                <rect x={6} width={10} height={10} rx={2} fill={colour} />
              )}
            </svg>
            <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** A button over each value. The keyboard stops once per chart and goes on by arrows. */
function Targets<Opened>({
  chart,
  marks,
  barWidth,
  onOpen,
}: Pick<Props<Opened>, "chart" | "onOpen"> & { marks: readonly Mark<Opened>[]; barWidth: number }) {
  const [current, setCurrent] = useState(0);
  const place = Math.min(current, marks.length - 1);
  const step = marks.length > 1 ? Math.abs((marks[1]?.x ?? 0) - (marks[0]?.x ?? 0)) : TARGET_MAX_PX;
  const lineTarget = Math.max(TARGET_MIN_PX, Math.min(TARGET_MAX_PX, step));

  function press(event: KeyboardEvent<HTMLElement>) {
    const next = placeAfter(event.key, marks, place);
    if (next === null) return;
    event.preventDefault();
    setCurrent(next);
    event.currentTarget.querySelectorAll("button")[next]?.focus();
  }
  return (
    <fieldset aria-label={chart.label} className="contents" onKeyDown={press}>
      {marks.map(({ series, index, point, x, y, height }, at) => {
        const star = point.unfinished ? "*" : "";
        const text = `${chart.series[series]?.name}, ${chart.labels[index]}: ${point.text}${star}`;
        const width = chart.kind === "line" ? lineTarget : barWidth;
        const tall = chart.kind === "line" ? TARGET_MAX_PX : Math.max(height, TARGET_MIN_PX);
        return (
          <button
            key={`${series} ${index}`}
            type="button"
            tabIndex={at === place ? 0 : -1}
            aria-label={text}
            aria-disabled={point.opens === undefined || undefined}
            data-tooltip={text}
            onFocus={() => setCurrent(at)}
            onClick={() => point.opens !== undefined && onOpen(point.opens)}
            className="absolute rounded-sm hover:bg-hover"
            style={{ left: x - width / 2, top: y - tall / 2, width, height: tall }}
          />
        );
      })}
    </fieldset>
  );
}

/** Left and right go along a series, up and down to the others at the same place. */
function placeAfter<Opened>(key: string, marks: readonly Mark<Opened>[], place: number): number | null {
  const here = marks[place];
  if (!here) return null;
  const find = (wanted: (mark: Mark<Opened>) => boolean, last = false) => {
    const found = last ? marks.findLastIndex(wanted) : marks.findIndex(wanted);
    return found < 0 ? null : found;
  };
  const same = (mark: Mark<Opened>) => mark.series === here.series;
  if (key === "ArrowRight") return find((mark) => same(mark) && mark.index > here.index);
  if (key === "ArrowLeft") return find((mark) => same(mark) && mark.index < here.index, true);
  if (key === "Home") return find(same);
  if (key === "End") return find(same, true);
  if (key === "ArrowDown") return find((mark) => mark.index === here.index && mark.series > here.series);
  if (key === "ArrowUp") return find((mark) => mark.index === here.index && mark.series < here.series, true);
  return null;
}

function NumbersTable<Opened>({ chart }: { chart: Chart<Opened> }) {
  const t = useTranslations("retention.chart");
  return (
    <div className="sr-only">
      <table>
        <caption>{chart.label}</caption>
        <thead>
          <tr>
            <th scope="col">{t("place")}</th>
            {chart.series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.labels.map((label, index) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {chart.series.map(({ name, points }) => (
                <td key={name}>
                  {points[index]?.text ?? "–"}
                  {points[index]?.unfinished && ` ${t("unfinished")}`}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
