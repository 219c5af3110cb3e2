"use client";

import { useReactFlow } from "@xyflow/react";
import { useEffect, useRef } from "react";
import type { Graph } from "#workflows/graph.ts";
import { NODE_WIDTH, ROW_HEIGHT } from "./layout.ts";
import { seenBottom } from "./seen-bottom.ts";
import { CALM_QUERY, useMedia } from "./use-media.ts";

const MOVE_MS = 250;
/** Room that has to stay between a step and the edge of what can be seen. */
const MARGIN_PX = 16;
/** The settings slide in first; only then is it known what can be seen. */
const SETTLE_MS = 260;

/** Brings a step into sight when it is chosen from outside the canvas, as from the palette or a list of problems. */
export function useReveal(graph: Graph, nodeId: string | undefined) {
  const { flowToScreenPosition, setCenter, getZoom } = useReactFlow();
  const duration = useMedia(CALM_QUERY) ? 0 : MOVE_MS;
  const newest = useRef(graph);
  newest.current = graph;

  useEffect(() => {
    if (nodeId === undefined) return;
    const timer = setTimeout(() => {
      const node = newest.current.nodes.find(({ id }) => id === nodeId);
      const area = document.querySelector(".react-flow")?.getBoundingClientRect();
      // Whoever is dragging it sees it, and would lose it.
      if (!node || !area || document.querySelector(".react-flow__node.dragging")) return;
      const { x, y } = node.position;
      const start = flowToScreenPosition({ x, y });
      const end = flowToScreenPosition({ x: x + NODE_WIDTH, y: y + ROW_HEIGHT / 2 });
      const seen =
        start.x >= area.left + MARGIN_PX &&
        start.y >= area.top + MARGIN_PX &&
        end.x <= area.right - MARGIN_PX &&
        end.y <= seenBottom(area) - MARGIN_PX;
      if (seen) return;
      const below = Math.max(area.bottom - seenBottom(area), 0) / 2 / getZoom();
      void setCenter(x + NODE_WIDTH / 2, y + ROW_HEIGHT / 3 + below, { zoom: getZoom(), duration });
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [nodeId, duration, flowToScreenPosition, setCenter, getZoom]);
}
