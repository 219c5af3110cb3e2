import type { Ref } from "react";
import { type Chart, lookOfSeries } from "./chart.ts";
import type { ChartLayout } from "./layout.ts";
import { linePieces, type Mark } from "./marks.ts";

const DOT_PX = 3.5;
/** From so many points on, dots would hide the line. */
const DOTS_MAX = 60;

type Props<Opened> = {
  chart: Chart<Opened>;
  layout: ChartLayout;
  marks: readonly Mark<Opened>[];
  ref?: Ref<SVGSVGElement>;
};

/** The picture alone. What it shows is told and opened by what stands over it, so assistive programs pass it by. */
export function ChartDrawing<Opened>({ chart, layout, marks, ref }: Props<Opened>) {
  return (
    <svg
      ref={ref}
      aria-hidden="true"
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      className="block max-w-full text-xs"
    >
      <Axes layout={layout} />
      {chart.series.map(({ name }, series) => {
        const own = marks.filter((mark) => mark.series === series);
        return chart.kind === "line" ? (
          <Line key={name} marks={own} series={series} />
        ) : (
          <Bars key={name} marks={own} series={series} width={layout.barWidth} />
        );
      })}
    </svg>
  );
}

function Axes({ layout: { left, right, height, ticks, labels, zero } }: { layout: ChartLayout }) {
  return (
    <g fill="var(--muted)">
      {ticks.map(({ value, y, text }) => (
        <g key={value}>
          <line x1={left} x2={right} y1={y} y2={y} stroke="var(--line)" />
          <text x={left - 8} y={y} dy="0.32em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      <line x1={left} x2={right} y1={zero} y2={zero} stroke="var(--line-strong)" />
      {labels.map(({ x, text }) => (
        <text key={x} x={x} y={height - 8} textAnchor="middle">
          {text}
        </text>
      ))}
    </g>
  );
}

function Line<Opened>({ marks, series }: { marks: readonly Mark<Opened>[]; series: number }) {
  const { colour, dash } = lookOfSeries(series);
  return (
    <g stroke={colour} strokeWidth={2} fill="none">
      {linePieces(marks).map(({ path, unfinished }) => (
        <path
          key={path}
          d={path}
          strokeDasharray={unfinished ? "2 5" : dash}
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      ))}
      {marks.length <= DOTS_MAX &&
        marks.map(({ index, x, y, point }) => (
          <circle key={index} cx={x} cy={y} r={DOT_PX} fill={point.unfinished ? "var(--surface)" : colour} />
        ))}
    </g>
  );
}

function Bars<Opened>({
  marks,
  series,
  width,
}: {
  marks: readonly Mark<Opened>[];
  series: number;
  width: number;
}) {
  const { colour } = lookOfSeries(series);
  return (
    <g fill={colour} stroke={colour}>
      {marks.map(({ index, x, y, height, point }) => (
        <rect
          key={index}
          x={x - width / 2}
          y={y - height / 2}
          width={width}
          // A hairline of the card keeps pieces of one bar apart.
          height={Math.max(0, height - 1)}
          rx={Math.min(2, height / 2)}
          fillOpacity={point.unfinished ? 0.35 : 1}
          strokeDasharray={point.unfinished ? "3 3" : undefined}
          strokeWidth={point.unfinished ? 1.5 : 0}
        />
      ))}
    </g>
  );
}
