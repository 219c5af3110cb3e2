"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSay } from "#components/say.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { wordNode } from "#components/workflows/node-labels.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph } from "#workflows/graph.ts";
import { BOX_HEIGHT, BOX_WIDTH, type Mark, type MarkedNode, placeDiff } from "./place-diff.ts";

const MARGIN = 40;
const FULL_SCALE = 0.8;

const STROKE: Record<Mark, string> = {
  added: "var(--success)",
  removed: "var(--danger)",
  changed: "var(--warning)",
  same: "var(--line-strong)",
};
const FILL: Record<Mark, string> = {
  added: "var(--success-soft)",
  removed: "var(--danger-soft)",
  changed: "var(--warning-soft)",
  same: "var(--surface)",
};

type Props = {
  /** What it was before; null shows one graph alone. */
  before: Graph | null;
  after: Graph;
  className?: string;
};

/** A still drawing of a graph, with what is new, gone and changed since another one. */
export function DiffPicture({ before, after, className }: Props) {
  const t = useTranslations("versions");
  const [full, setFull] = useState(false);
  const { nodes, edges } = placeDiff(before, after);
  if (nodes.length === 0) return <p className="text-sm text-muted">{t("picture.empty")}</p>;
  const left = Math.min(...nodes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...nodes.map(({ y }) => y)) - MARGIN;
  const width = Math.max(...nodes.map(({ x }) => x)) + BOX_WIDTH + MARGIN - left;
  const height = Math.max(...nodes.map(({ y }) => y)) + BOX_HEIGHT + MARGIN - top;
  const byId = new Map(nodes.map((one) => [one.node.id, one]));
  const size = full ? { width: width * FULL_SCALE, height: height * FULL_SCALE } : {};
  return (
    <figure className="flex flex-col gap-2">
      <div className={cn("relative base:h-72 overflow-auto rounded-md border bg-canvas", className)}>
        {/* Inside, so that the box can be scrolled by key from it. */}
        <div className="sticky top-1.5 left-0 z-1 flex h-0 w-full justify-end pr-1.5">
          <Button size="sm" aria-pressed={full} onClick={() => setFull(!full)}>
            {full ? t("picture.fit") : t("picture.full")}
          </Button>
        </div>
        <svg
          role="img"
          aria-label={t("picture.label")}
          viewBox={`${left} ${top} ${width} ${height}`}
          className={full ? "block" : "block size-full"}
          {...size}
        >
          {edges.map(({ key, edge, mark }) => {
            const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
            return (
              from &&
              to && (
                <path
                  key={key}
                  d={line(from, to)}
                  fill="none"
                  stroke={mark === "same" ? "var(--edge)" : STROKE[mark]}
                  strokeWidth={mark === "same" ? 3 : 5}
                  strokeDasharray={mark === "removed" ? "12 9" : undefined}
                />
              )
            );
          })}
          {nodes.map((one) => (
            <Box key={`${one.node.id} ${one.mark}`} {...one} />
          ))}
        </svg>
      </div>
      {before && (
        <figcaption className="text-xs text-muted">
          <Legend />
        </figcaption>
      )}
    </figure>
  );
}

function Box({ node, mark, x, y }: MarkedNode) {
  const t = useTranslations("versions");
  const say = useSay();
  const label = findNode(node.type)?.label;
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={BOX_WIDTH}
        height={BOX_HEIGHT}
        rx={14}
        fill={FILL[mark]}
        stroke={STROKE[mark]}
        strokeWidth={mark === "same" ? 2 : 4}
        strokeDasharray={mark === "removed" ? "12 9" : undefined}
      />
      <foreignObject x={x + 12} y={y + 8} width={BOX_WIDTH - 24} height={BOX_HEIGHT - 16}>
        <div className="flex h-full flex-col justify-center text-[15px] leading-5 text-ink">
          <div className="flex justify-between gap-2 text-[13px] leading-4 text-muted">
            <span className="truncate">{label ? say(label) : node.type}</span>
            {mark !== "same" && (
              <span className="shrink-0 font-semibold" style={{ color: STROKE[mark] }}>
                {t(`mark.${mark}`)}
              </span>
            )}
          </div>
          <div className="mt-1 line-clamp-2">{say(wordNode(node))}</div>
        </div>
      </foreignObject>
    </g>
  );
}

function Legend() {
  const t = useTranslations("versions");
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {(["added", "removed", "changed"] as const).map((mark) => (
        <li key={mark} className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className="size-3 rounded-xs border-2"
            style={{
              borderColor: STROKE[mark],
              background: FILL[mark],
              borderStyle: mark === "removed" ? "dashed" : "solid",
            }}
          />
          {t(`mark.${mark}`)}
        </li>
      ))}
    </ul>
  );
}

function line(from: MarkedNode, to: MarkedNode): string {
  const x1 = from.x + BOX_WIDTH / 2;
  const y1 = from.y + BOX_HEIGHT;
  const x2 = to.x + BOX_WIDTH / 2;
  const bend = Math.max((to.y - y1) / 2, 30);
  return `M${x1} ${y1} C${x1} ${y1 + bend} ${x2} ${to.y - bend} ${x2} ${to.y}`;
}
