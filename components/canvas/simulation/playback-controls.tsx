"use client";

import { ChevronLast, Pause, Play, RotateCcw, StepBack, StepForward } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { SPEEDS } from "./playback.ts";
import type { Playback } from "./use-playback.ts";

const OPTIONS = SPEEDS.map((speed) => ({ value: String(speed), label: `${speed}×` }));

export function PlaybackControls({ playback }: { playback: Playback }) {
  const t = useTranslations("simulation.playback");
  const { index, playing, ended, speed, toggle, step, back, toEnd, restart, setSpeed } = playback;
  return (
    <div>
      <div role="toolbar" aria-label={t("label")} className="flex flex-wrap items-center gap-1">
        <IconButton
          variant="primary"
          label={playing ? t("pause") : ended ? t("again") : t("play")}
          onClick={toggle}
        >
          {playing ? <Pause /> : <Play />}
        </IconButton>
        <IconButton label={t("back")} disabled={index < 0} onClick={back}>
          <StepBack />
        </IconButton>
        <IconButton label={t("step")} disabled={ended} onClick={step}>
          <StepForward />
        </IconButton>
        <IconButton label={t("end")} disabled={ended} onClick={toEnd}>
          <ChevronLast />
        </IconButton>
        <IconButton label={t("restart")} onClick={restart}>
          <RotateCcw />
        </IconButton>
        <Select
          aria-label={t("speed")}
          className="ml-auto w-22"
          options={OPTIONS}
          value={String(speed)}
          onValueChange={(value) => setSpeed(SPEEDS.find((known) => String(known) === value) ?? 1)}
        />
      </div>
      <p className="mt-1.5 text-xs text-muted max-md:hidden">{t("keys")}</p>
    </div>
  );
}
