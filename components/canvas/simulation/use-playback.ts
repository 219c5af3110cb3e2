"use client";

import { useEffect, useState } from "react";
import type { SimulatedStep } from "#components/workflows/outputs.ts";
import { CALM_QUERY, useMedia } from "../use-media.ts";
import { clockAt, SILENT_STEP_MS, type Speed, STEP_MS } from "./playback.ts";

export interface Playback {
  /** The step that is on; -1 before the first. */
  index: number;
  playing: boolean;
  ended: boolean;
  speed: Speed;
  /** Epoch ms on the fast clock; null without steps. */
  clock: number | null;
  toggle(): void;
  step(): void;
  restart(): void;
  setSpeed(speed: Speed): void;
}

/** Plays the steps of a simulated run one after the other. With reduced motion the clock jumps instead of running. */
export function usePlayback(steps: SimulatedStep[]): Playback {
  const [index, setIndex] = useState(-1);
  const [playing, setPlaying] = useState(true);
  const [speed, setSpeed] = useState<Speed>(1);
  const [progress, setProgress] = useState(1);
  const calm = useMedia(CALM_QUERY);
  const last = steps.length - 1;
  const ended = index >= last;
  const silent = steps[index]?.text === "";

  useEffect(() => {
    if (!playing || last < 0) return;
    const length = (silent ? SILENT_STEP_MS : STEP_MS) / speed;
    const begun = performance.now();
    let frame = 0;
    function tick(now: number) {
      const part = Math.min((now - begun) / length, 1);
      if (!calm) setProgress(part);
      if (part < 1) {
        frame = requestAnimationFrame(tick);
        return;
      }
      if (index >= last) setPlaying(false);
      else setIndex(index + 1);
    }
    if (calm) setProgress(1);
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [playing, index, last, silent, speed, calm]);

  function step() {
    setPlaying(false);
    setProgress(1);
    setIndex(Math.min(index + 1, last));
  }

  function restart() {
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
    step,
    restart,
    setSpeed,
  };
}
