"use client";

import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { type Asked, EVERYBODY } from "../asked.ts";
import type { Metric } from "../outputs.ts";
import type { SetAsked } from "../use-asked.ts";
import type { SegmentName } from "../use-segments.ts";
import { PeriodSettings } from "./period-settings.tsx";
import { SegmentSettings } from "./segment-settings.tsx";

type Props = {
  metric: Metric;
  asked: Asked;
  set: SetAsked;
  segments: readonly SegmentName[];
  /** Something is not as it is at first. */
  changed: boolean;
  onClear: () => void;
  /** The settings of this metric alone. */
  children?: ReactNode;
};

/** All that decides the numbers below. On a phone they would fill the screen, so a line that sums them up stands there. */
export function SettingsBar({ metric, asked, set, segments, changed, onClear, children }: Props) {
  const t = useTranslations("retention.settings");
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <Card aria-label={t("label")}>
      <div className="flex items-center gap-3 px-5 py-3 sm:hidden">
        <p className="min-w-0 flex-1 text-sm [overflow-wrap:anywhere]">
          <Summary metric={metric} asked={asked} segments={segments} />
        </p>
        <Button
          size="sm"
          icon={<SlidersHorizontal />}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {t("change")}
        </Button>
      </div>
      <CardBody
        id={id}
        className={cn(
          "flex flex-wrap items-start gap-x-3 gap-y-4 px-5 py-4.5 max-sm:border-t max-sm:*:w-full",
          !open && "max-sm:hidden",
        )}
      >
        {children}
        {metric !== "rfm" && <PeriodSettings metric={metric} asked={asked} set={set} />}
        <SegmentSettings asked={asked} set={set} segments={segments} />
        {changed && (
          <div className="flex flex-wrap items-center gap-2 self-end">
            <CopyButton
              variant="ghost"
              text={typeof window === "undefined" ? "" : window.location.href}
              label={t("copyLink")}
            />
            <Button variant="ghost" onClick={onClear}>
              {t("clear")}
            </Button>
          </div>
        )}
      </CardBody>
    </Card>
  );
}

/** Of when and of whom the numbers are. */
function Summary({ metric, asked, segments }: Pick<Props, "metric" | "asked" | "segments">) {
  const t = useTranslations("retention.settings");
  const { span, period, day, segment, versus } = asked;
  const nameOf = (id: number | typeof EVERYBODY | null) =>
    id === null || id === EVERYBODY
      ? t("everybody")
      : (segments.find((one) => one.id === id)?.name ?? t("goneSegment"));
  const time = "last" in span ? t(`last.${period}`, { count: span.last }) : t("dates", span);
  const parts = [
    ...(metric === "rfm" ? (day === null ? [] : [t("upTo", { day })]) : [time]),
    nameOf(segment),
    ...(versus === null ? [] : [t("against", { name: nameOf(versus) })]),
  ];
  return parts.join(" · ");
}
