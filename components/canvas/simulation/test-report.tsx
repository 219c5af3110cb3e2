"use client";

import { RotateCcw, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSay } from "#components/say.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Simulation } from "#components/workflows/outputs.ts";
import { useClockWords } from "./clock-words.ts";
import { reportOf } from "./report.ts";

type Props = { simulation: Simulation; onAgain(): void; onOther(): void };

/** What came of a test that is over. */
export function TestReport({ simulation, onAgain, onOther }: Props) {
  const t = useTranslations("simulation");
  const say = useSay();
  const { end, cutOff, limits, profile } = simulation;
  const words = useClockWords(profile.zone);
  const { tookMs, messages, skipped, failed } = useMemo(() => reportOf(simulation), [simulation]);
  const lines = messages.map((message, index) => ({ ...message, key: `${message.at} ${index}` }));
  return (
    <section aria-label={t("report.title")} className="flex flex-col gap-3 rounded-lg border bg-sunken p-4">
      <h3 className="text-base">{t("report.title")}</h3>
      {end && (
        <Badge tone={end.status === "failed" ? "danger" : "success"} className="self-start">
          {say(end.text)}
        </Badge>
      )}
      {cutOff === "advances" && <p className="text-sm">{t("report.cutSteps", { count: limits.advances })}</p>}
      {cutOff === "steps" && <p className="text-sm">{t("report.cutShown", { count: limits.steps })}</p>}
      {cutOff === "time" && <p className="text-sm">{t("report.cutTime")}</p>}
      {cutOff === "years" && <p className="text-sm">{t("report.cutYears", { years: limits.years })}</p>}
      <p className="text-sm text-muted" data-figures>
        {tookMs === 0 ? t("report.atOnce") : t("report.took", { time: words.span(tookMs) })}
      </p>
      <div>
        <p className="text-sm font-medium">{t("report.messages", { count: messages.length })}</p>
        <ol className="mt-1 flex flex-col gap-1">
          {lines.map(({ at, channel, name, key }) => (
            <li key={key} className="text-sm [overflow-wrap:anywhere]">
              <span className="text-muted">
                {words.moment(at)} · {t(`invent.channels.${channel}`)}
              </span>{" "}
              {name}
            </li>
          ))}
        </ol>
        {skipped > 0 && <p className="mt-1 text-sm text-muted">{t("report.skipped", { count: skipped })}</p>}
        {failed > 0 && <p className="mt-1 text-sm text-muted">{t("report.failed", { count: failed })}</p>}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" icon={<RotateCcw />} onClick={onAgain}>
          {t("report.again")}
        </Button>
        <Button size="sm" icon={<UserRound />} onClick={onOther}>
          {t("report.other")}
        </Button>
      </div>
    </section>
  );
}
