"use client";

import { Panel } from "@xyflow/react";
import { CircleAlert, Settings } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import type { Graph } from "#workflows/graph.ts";
import { summariseSettings } from "./settings-summary.ts";

type Props = {
  settings: Graph["settings"];
  /** Something in them has to be put right. */
  bad: boolean;
  /** The settings are opened from here only, as on phones: so it is always there. */
  only: boolean;
  onOpen(): void;
};

/** One line at the head of the canvas on how this workflow differs from others. */
export function SettingsLine({ settings, bad, only, onOpen }: Props) {
  const t = useTranslations("outline.toolbar");
  const say = useSay();
  const words = bad ? t("badSettings") : summariseSettings(settings).map(say).join(" · ");
  if (words === "" && !only) return null;
  return (
    <Panel position="top-left" className="max-w-[calc(100%-1.875rem)] md:max-w-[calc(100%-18rem)]">
      <button
        type="button"
        aria-label={words === "" ? t("settingsOf") : t("settingsAre", { words })}
        title={words || undefined}
        onClick={onOpen}
        className="flex min-h-control-sm max-w-full items-center gap-2 rounded-md border bg-raised px-2.5 text-left text-[0.8125rem] text-muted shadow-card hover:bg-sunken hover:text-ink"
      >
        {bad ? (
          <CircleAlert aria-hidden="true" className="size-3.5 shrink-0 text-danger" />
        ) : (
          <Settings aria-hidden="true" className="size-3.5 shrink-0" />
        )}
        <span className="min-w-0 truncate">{words || t("settings")}</span>
      </button>
    </Panel>
  );
}
