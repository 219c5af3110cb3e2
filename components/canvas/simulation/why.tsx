"use client";

import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { cn } from "#components/ui/cn.ts";
import type { SimulatedStep } from "#components/workflows/outputs.ts";
import { wordCondition } from "#workflows/condition.ts";
import type { Explained, Seen } from "#workflows/explain-condition.ts";
import type { Explanation } from "#workflows/explain-step.ts";
import { useClockWords } from "./clock-words.ts";

/** What a choice of the way rests on: each condition with its verdict and what it saw. */
export function Why({ why }: { why: Explanation }) {
  const t = useTranslations("simulation.why");
  switch (why.kind) {
    case "condition":
      return <Verdicts parts={[why.verdict]} />;
    case "lots": {
      const shares = why.arms.map(({ label, percent }) =>
        t("share", { path: label, percent: percent / 100 }),
      );
      const rest = why.holdoutPercent > 0 ? [t("holdout", { percent: why.holdoutPercent / 100 })] : [];
      return (
        <p className="mt-1 text-sm text-muted">{t("lots", { shares: [...shares, ...rest].join(" · ") })}</p>
      );
    }
    case "paths":
      return (
        <div className="mt-1.5 flex flex-col gap-2">
          {keyed(why.paths).map(({ entry: { label, verdict }, key }) => (
            <div key={key} className="min-w-0">
              <p className="text-sm font-medium [overflow-wrap:anywhere]">
                {t("path", { path: label, verdict: verdict.holds ? t("taken") : t("notTaken") })}
              </p>
              <Verdicts parts={[verdict]} />
            </div>
          ))}
          {why.paths.every(({ verdict }) => !verdict.holds) && (
            <p className="text-sm text-muted">{t("otherwise")}</p>
          )}
        </div>
      );
  }
}

function Verdicts({ parts, nested = false }: { parts: Explained[]; nested?: boolean }) {
  return (
    <ul className={cn("mt-1 flex flex-col gap-1", nested && "border-l border-line pl-3")}>
      {keyed(parts).map(({ entry: part, key }) => (
        <li key={key}>
          <Verdict part={part} />
          {part.parts.length > 0 && <Verdicts parts={part.parts} nested />}
        </li>
      ))}
    </ul>
  );
}

/** They never change their order, so their place is what tells them apart. */
function keyed<Entry>(entries: readonly Entry[]): { entry: Entry; key: string }[] {
  return entries.map((entry, index) => ({ entry, key: `part ${index}` }));
}

function Verdict({ part }: { part: Explained }) {
  const t = useTranslations("simulation.why");
  const say = useSay();
  const seen = useSeen();
  const rule =
    part.rule !== null
      ? say(wordCondition(part.rule))
      : t(part.kind === "any" || part.kind === "not" ? part.kind : "all");
  return (
    <p className="flex items-start gap-1.5 text-sm text-muted">
      <span className={cn("mt-0.5 shrink-0 [&_svg]:size-4", part.holds ? "text-success" : "text-danger")}>
        {part.holds ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
      </span>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {t("verdict", { rule, verdict: part.holds ? t("yes") : t("no") })}
        {part.seen && part.seen.kind !== "reachable" && `, ${seen(part.seen)}`}
      </span>
    </p>
  );
}

function useSeen(): (found: Seen) => string {
  const t = useTranslations("simulation.why");
  return (found) => {
    if (found.kind === "count") {
      const { count, withinDays: days } = found;
      return days === 0 ? t("count", { count }) : t("countIn", { count, days });
    }
    if (found.value === null) return t("seenNothing");
    if (typeof found.value === "boolean") return t(found.value ? "seenYes" : "seenNo");
    return t("seen", { value: String(found.value) });
  };
}

/** What a wait is for; nothing where a note says it. */
export function WaitWhy({
  intention,
  timeZone,
}: {
  intention: NonNullable<SimulatedStep["intention"]>;
  timeZone: string;
}) {
  const t = useTranslations("simulation.why");
  const words = useClockWords(timeZone);
  const text = () => {
    switch (intention.kind) {
      case "delay": {
        const { amount, unit } = intention.duration;
        return t("duration", { duration: t(`units.${unit}`, { count: amount }) });
      }
      case "until-time": {
        const { time, weekdays } = intention;
        if (weekdays.length === 7) return t("time", { time });
        return t("timeOn", { time, days: words.list(weekdays.map(words.weekday)) });
      }
      case "until-date": {
        const { attribute, offsetDays } = intention;
        if (offsetDays === 0) return t("date", { attribute });
        return t(offsetDays < 0 ? "dateBefore" : "dateAfter", { attribute, days: Math.abs(offsetDays) });
      }
      case "until-moment":
        return t("moment");
      case "wait-for":
        return null;
    }
  };
  const shown = text();
  return shown === null ? null : <p className="mt-0.5 text-sm text-muted">{shown}</p>;
}
