"use client";

import { Pause, Play, RotateCcw, StepForward } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { SPEEDS } from "./playback.ts";
import type { Playback } from "./use-playback.ts";

const OPTIONS = SPEEDS.map((speed) => ({ value: String(speed), label: `${speed}×` }));

export function PlaybackControls({ playback }: { playback: Playback }) {
  const { playing, ended, speed, toggle, step, restart, setSpeed } = playback;
  return (
    <div role="toolbar" aria-label="Playback" className="flex items-center gap-1.5">
      <IconButton
        variant="primary"
        label={playing ? "Pause" : ended ? "Play again" : "Play"}
        onClick={toggle}
      >
        {playing ? <Pause /> : <Play />}
      </IconButton>
      <IconButton label="One step" disabled={ended} onClick={step}>
        <StepForward />
      </IconButton>
      <IconButton label="From the beginning" onClick={restart}>
        <RotateCcw />
      </IconButton>
      <Select
        aria-label="Speed"
        className="ml-auto w-24"
        options={OPTIONS}
        value={String(speed)}
        onValueChange={(value) => setSpeed(SPEEDS.find((known) => String(known) === value) ?? 1)}
      />
    </div>
  );
}
