"use client";

import { useReactFlow } from "@xyflow/react";
import { useEffect, useMemo } from "react";
import type { Simulation } from "#components/workflows/outputs.ts";
import type { Graph } from "#workflows/graph.ts";
import { nodeWidth } from "../layout.ts";
import { portsForCanvas } from "../ports.ts";
import { seenBottom } from "../seen-bottom.ts";
import { CALM_QUERY, useMedia } from "../use-media.ts";
import { FastClock } from "./fast-clock.tsx";
import { type Trail, trailUpTo } from "./playback.ts";
import { PlaybackControls } from "./playback-controls.tsx";
import { StepLog } from "./step-log.tsx";
import { usePlayback } from "./use-playback.ts";

const FOLLOW_MS = 350;
const HALF_NODE_HEIGHT = 60;

type Props = {
  simulation: Simulation;
  graph: Graph;
  timeZone: string;
  onTrail(trail: Trail | null): void;
};

/** A run played over the canvas. */
export function SimulatedRun({ simulation, graph, timeZone, onTrail }: Props) {
  const { steps, end } = simulation;
  const playback = usePlayback(steps);
  const { index } = playback;
  const trail = useMemo(() => trailUpTo(graph, steps, index), [graph, steps, index]);
  useEffect(() => onTrail(trail), [trail, onTrail]);
  useFollow(graph, trail.nodeId);
  return (
    <div className="flex flex-col gap-4">
      <FastClock at={playback.clock} timeZone={timeZone} />
      <PlaybackControls playback={playback} />
      <StepLog steps={steps.slice(0, index + 1)} end={playback.ended ? end : null} timeZone={timeZone} />
    </div>
  );
}

/** Keeps the step that is on in the middle of the canvas. */
function useFollow(graph: Graph, nodeId: string | null) {
  const { setCenter, getZoom } = useReactFlow();
  const duration = useMedia(CALM_QUERY) ? 0 : FOLLOW_MS;
  useEffect(() => {
    const node = graph.nodes.find((other) => other.id === nodeId);
    if (!node) return;
    const halfWidth = nodeWidth(portsForCanvas(node).length) / 2;
    const { x, y } = node.position;
    const zoom = getZoom();
    const area = document.querySelector(".react-flow")?.getBoundingClientRect();
    const covered = area ? (area.bottom - seenBottom(area)) / 2 / zoom : 0;
    void setCenter(x + halfWidth, y + HALF_NODE_HEIGHT + covered, { zoom, duration });
  }, [graph, nodeId, duration, setCenter, getZoom]);
}
