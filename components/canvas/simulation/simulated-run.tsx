"use client";

import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect, useMemo, useRef } from "react";
import type { Simulation } from "#components/workflows/outputs.ts";
import { type CompiledGraph, compileGraph } from "#workflows/compile.ts";
import type { Graph } from "#workflows/graph.ts";
import { eventNamesOf } from "#workflows/matching.ts";
import { eventsIn } from "#workflows/needs.ts";
import type { TrialWorld } from "#workflows/trial.ts";
import { nodeWidth } from "../layout.ts";
import { portsForCanvas } from "../ports.ts";
import { seenBottom } from "../seen-bottom.ts";
import { CALM_QUERY, useMedia } from "../use-media.ts";
import { FastClock } from "./fast-clock.tsx";
import { HappenNow } from "./happen-now.tsx";
import { goesOut, type Trail, trailUpTo } from "./playback.ts";
import { PlaybackControls } from "./playback-controls.tsx";
import { StepLog } from "./step-log.tsx";
import { TestReport } from "./test-report.tsx";
import { type Playback, usePlayback } from "./use-playback.ts";
import { usePlaybackKeys } from "./use-playback-keys.ts";

const FOLLOW_MS = 350;
const HALF_NODE_HEIGHT = 60;

type Props = {
  simulation: Simulation;
  /** It is that of before the world was changed; the newer one is on its way. */
  outdated: boolean;
  graph: Graph;
  /** Where keys play and step. */
  panel: RefObject<HTMLElement | null>;
  world: TrialWorld;
  onWorld(world: TrialWorld): void;
  onTrail(trail: Trail | null): void;
  onOther(): void;
};

/** A run played over the canvas, with what was made to happen while it waited. */
export function SimulatedRun(props: Props) {
  const { simulation, outdated, graph, panel, world, onWorld, onTrail, onOther } = props;
  const { steps, end, profile, startAt } = simulation;
  const playback = usePlayback(steps);
  const { index, clock } = playback;
  const trail = useMemo(() => trailUpTo(graph, steps, index), [graph, steps, index]);
  useEffect(() => onTrail(trail), [trail, onTrail]);
  useFollow(graph, trail.nodeId);
  usePlaybackKeys(panel, playback);
  usePlayOn(playback, world, outdated);
  const names = useMemo(() => happenings(compileGraph(graph)), [graph]);

  function happen(at: number, next: TrialWorld) {
    // What the clock has not reached yet may come differently now.
    const reached = (steps[index]?.at ?? startAt) <= at ? index : index - 1;
    playback.stopAt(reached);
    onWorld(next);
  }
  function takeBack(next: TrialWorld) {
    playback.stopAt(-1);
    onWorld(next);
  }
  function changeStep(nodeId: string, next: TrialWorld) {
    // Up to its first message everything stays as it was.
    playback.stopAt(steps.findIndex((step) => step.nodeId === nodeId && goesOut(step)));
    onWorld(next);
  }

  return (
    <div className="flex flex-col gap-4">
      <FastClock at={clock} startAt={startAt} timeZone={profile.zone} />
      <PlaybackControls playback={playback} />
      {clock !== null && (
        <HappenNow
          names={names}
          at={clock}
          // The last wait is still under way while the clock runs through it.
          over={playback.ended && clock >= (steps[index]?.at ?? clock)}
          disabled={outdated}
          world={world}
          timeZone={profile.zone}
          onWriting={playback.pause}
          onHappen={happen}
          onTakeBack={takeBack}
        />
      )}
      {playback.ended && !playback.playing && !outdated && (
        <TestReport simulation={simulation} onAgain={playback.restart} onOther={onOther} />
      )}
      <StepLog
        steps={steps.slice(0, index + 1)}
        end={playback.ended ? end : null}
        timeZone={profile.zone}
        world={world}
        onWriting={playback.pause}
        onChangeStep={changeStep}
      />
    </div>
  );
}

/** What may make a difference while a run waits: what branches count, and what the workflow listens to. */
function happenings(graph: CompiledGraph): string[] {
  return [...new Set([...eventsIn(graph.reads), ...eventNamesOf(graph)])];
}

/** Goes on by itself once the answer is there that knows what was changed. */
function usePlayOn({ play }: Playback, world: TrialWorld, outdated: boolean) {
  const known = useRef(world);
  useEffect(() => {
    if (outdated || known.current === world) return;
    known.current = world;
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
