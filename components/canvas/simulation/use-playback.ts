"use client";

import { useEffect, useRef, useState } from "react";
import type { SimulatedStep } from "#components/workflows/outputs.ts";
import { CALM_QUERY, useMedia } from "../use-media.ts";
import { clockAt, isTold, type Speed, stepLength } from "./playback.ts";

export interface Playback {
  /** The step that is on; -1 before the first. */
  index: number;
  playing: boolean;
  ended: boolean;
  speed: Speed;
  /** Epoch ms on the fast clock; null without steps. */
  clock: number | null;
  toggle(): void;
  play(): void;
  /** Stops the clock where it is. */
  pause(): void;
  step(): void;
  back(): void;
  toEnd(): void;
  restart(): void;
  /** Stops at a step, with the clock on it. */
  stopAt(index: number): void;
  setSpeed(speed: Speed): void;
}

/** Plays the steps of a simulated run one after the other. With reduced motion the clock jumps instead of running. */
export function usePlayback(steps: SimulatedStep[]): Playback {
  const [index, setIndex] = useState(-1);
  const [playing, setPlaying] = useState(true);
  const [speed, setSpeed] = useState<Speed>(1);
  const [progress, setProgress] = useState(1);
  // How much of the step was shown when it was paused, so that it goes on from there.
  const shown = useRef(0);
  const calm = useMedia(CALM_QUERY);
  const last = steps.length - 1;
  const ended = index >= last;
  const length = stepLength(steps, index, speed);

  useEffect(() => {
    if (!playing || last < 0) return;
    const begun = performance.now() - shown.current * length;
    let frame = 0;
    function tick(now: number) {
      const part = Math.min((now - begun) / length, 1);
      shown.current = part;
      if (!calm) setProgress(part);
      if (part < 1) {
        frame = requestAnimationFrame(tick);
        return;
      }
      if (index >= last) setPlaying(false);
      else {
        shown.current = 0;
        // Else the clock would show the end of the next step for one frame.
        if (!calm) setProgress(0);
        setIndex(index + 1);
      }
    }
    if (calm) setProgress(1);
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [playing, index, last, length, calm]);

  function stopAt(to: number) {
    setPlaying(false);
    setProgress(1);
    shown.current = 1;
    setIndex(Math.min(Math.max(to, -1), last));
  }
  function restart() {
    shown.current = 0;
    setIndex(-1);
    setPlaying(true);
  }
  return {
    index,
    playing,
    ended,
    speed,
    clock: clockAt(steps, index, progress),
    toggle: () => (ended && !playing ? restart() : setPlaying(!playing)),
    play: () => setPlaying(true),
    pause: () => setPlaying(false),
    step: () => stopAt(nextTold(steps, index)),
    back: () => stopAt(toldBefore(steps, index)),
    toEnd: () => stopAt(last),
    restart,
    stopAt,
    setSpeed,
  };
}

/** The next step with a line of its own; the last one where none follows. */
function nextTold(steps: SimulatedStep[], index: number): number {
  const next = steps.findIndex((step, at) => at > index && isTold(step));
  return next < 0 ? steps.length - 1 : next;
}

/** The step with a line of its own before this one; -1 where there is none. */
function toldBefore(steps: SimulatedStep[], index: number): number {
  return steps.findLastIndex((step, at) => at < index && isTold(step));
}
