"use client";

import { ViewportPortal } from "@xyflow/react";
import { useMemo } from "react";
import type { Graph } from "#workflows/graph.ts";
import { type Measured, nodeBoxes } from "./arrange/boxes.ts";
import { guides } from "./arrange/guides.ts";
import type { Position } from "./layout.ts";

/** Longer than any screen is wide, in pixels of the canvas. */
const REACH_PX = 4_000;

type Props = { graph: Graph; dragged: ReadonlyMap<string, Position>; measured: Measured };

/** While one step is dragged: lines through the sides and middles that it has in common with others. */
export function AlignmentLines({ graph, dragged, measured }: Props) {
  const boxes = useMemo(() => nodeBoxes(graph, measured), [graph, measured]);
  const [moving] = dragged;
  const still = boxes.find(({ id }) => id === moving?.[0]);
  if (!moving || !still || dragged.size !== 1) return null;
  const box = { ...still, ...moving[1] };
  const { upright, level } = guides(
    box,
    boxes.filter((other) => other !== still),
  );
  return (
    <ViewportPortal>
      {upright.map((x) => (
        <div
          key={`x${x}`}
          className="alignment-line"
          style={{ left: x, top: box.y - REACH_PX / 2, width: 1, height: REACH_PX }}
        />
      ))}
      {level.map((y) => (
        <div
          key={`y${y}`}
          className="alignment-line"
          style={{ left: box.x - REACH_PX / 2, top: y, width: REACH_PX, height: 1 }}
        />
      ))}
    </ViewportPortal>
  );
}
