"use client";

import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect, useMemo, useRef } from "react";
import type { Simulation } from "#components/workflows/outputs.ts";
import { type CompiledGraph, compileGraph } from "#workflows/compile.ts";
import type { Graph } from "#workflows/graph.ts";
import { eventNamesOf } from "#workflows/matching.ts";
import type { TrialEvent } from "#workflows/trial.ts";
import { nodeWidth } from "../layout.ts";
import { portsForCanvas } from "../ports.ts";
import { seenBottom } from "../seen-bottom.ts";
import { CALM_QUERY, useMedia } from "../use-media.ts";
import { FastClock } from "./fast-clock.tsx";
import { HappenNow } from "./happen-now.tsx";
import { type Trail, trailUpTo } from "./playback.ts";
import { PlaybackControls } from "./playback-controls.tsx";
import { StepLog } from "./step-log.tsx";
import { TestReport } from "./test-report.tsx";
import { type Playback, usePlayback } from "./use-playback.ts";
import { usePlaybackKeys } from "./use-playback-keys.ts";

const FOLLOW_MS = 350;
const HALF_NODE_HEIGHT = 60;

type Props = {
  simulation: Simulation;
  /** It is that of before something was made to happen; the newer one is on its way. */
  outdated: boolean;
  graph: Graph;
  /** Where keys play and step. */
  panel: RefObject<HTMLElement | null>;
  events: readonly TrialEvent[];
  onEvents(events: TrialEvent[]): void;
  onTrail(trail: Trail | null): void;
  onOther(): void;
};

/** A run played over the canvas, with what was made to happen while it waited. */
export function SimulatedRun(props: Props) {
  const { simulation, outdated, graph, panel, events, onEvents, onTrail, onOther } = props;
  const { steps, end, profile, startAt } = simulation;
  const playback = usePlayback(steps);
  const { index, clock } = playback;
  const trail = useMemo(() => trailUpTo(graph, steps, index), [graph, steps, index]);
  useEffect(() => onTrail(trail), [trail, onTrail]);
  useFollow(graph, trail.nodeId);
  usePlaybackKeys(panel, playback);
  usePlayOn(playback, events.length, outdated);
  const names = useMemo(() => happenings(compileGraph(graph)), [graph]);

  function send(event: TrialEvent) {
    // What the clock has not reached yet may come differently now.
    const reached = (steps[index]?.at ?? startAt) <= event.at ? index : index - 1;
    playback.stopAt(reached);
    onEvents([...events, event]);
  }
  function undo(event: TrialEvent) {
    playback.stopAt(-1);
    onEvents(events.filter((other) => other !== event));
  }

  return (
    <div className="flex flex-col gap-4">
      <FastClock at={clock} startAt={startAt} timeZone={profile.zone} />
      <PlaybackControls playback={playback} />
      {names.length > 0 && clock !== null && !playback.playing && (!playback.ended || events.length > 0) && (
        <HappenNow
          names={playback.ended || outdated ? [] : names}
          at={clock}
          sent={events}
          timeZone={profile.zone}
          onSend={send}
          onUndo={undo}
        />
      )}
      {playback.ended && !playback.playing && !outdated && (
        <TestReport simulation={simulation} onAgain={playback.restart} onOther={onOther} />
      )}
      <StepLog steps={steps.slice(0, index + 1)} end={playback.ended ? end : null} timeZone={profile.zone} />
    </div>
  );
}

/** What may make a difference while a run waits: what branches count, and what the workflow listens to. */
function happenings(graph: CompiledGraph): string[] {
  return [...new Set([...graph.reads.map(({ event }) => event), ...eventNamesOf(graph)])];
}

/** Goes on by itself once the answer is there that knows what was made to happen. */
function usePlayOn({ play }: Playback, happened: number, outdated: boolean) {
  const known = useRef(happened);
  useEffect(() => {
    if (outdated || known.current === happened) return;
    known.current = happened;
    play();
  });
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
