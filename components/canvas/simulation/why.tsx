"use client";

import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { cn } from "#components/ui/cn.ts";
import type { SimulatedStep } from "#components/workflows/outputs.ts";
import type { Explained, Seen } from "#workflows/explain-condition.ts";
import type { Explanation } from "#workflows/explain-step.ts";
import { wordCondition, wordStage } from "#workflows/word-condition.ts";
import { useClockWords } from "./clock-words.ts";

/** What a choice of the way rests on: each condition with its verdict and what it saw. */
export function Why({ why, timeZone }: { why: Explanation; timeZone: string }) {
  const t = useTranslations("simulation.why");
  switch (why.kind) {
    case "condition":
      return <Verdicts parts={[why.verdict]} timeZone={timeZone} />;
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
              <Verdicts parts={[verdict]} timeZone={timeZone} />
            </div>
          ))}
          {why.paths.every(({ verdict }) => !verdict.holds) && (
            <p className="text-sm text-muted">{t("otherwise")}</p>
          )}
        </div>
      );
  }
}

type VerdictsProps = { parts: Explained[]; timeZone: string; nested?: boolean };

function Verdicts({ parts, timeZone, nested = false }: VerdictsProps) {
  return (
    <ul className={cn("mt-1 flex flex-col gap-1", nested && "border-l border-line pl-3")}>
      {keyed(parts).map(({ entry: part, key }) => (
        <li key={key}>
          <Verdict part={part} timeZone={timeZone} />
          {part.parts.length > 0 && <Verdicts parts={part.parts} timeZone={timeZone} nested />}
        </li>
      ))}
    </ul>
  );
}

/** They never change their order, so their place is what tells them apart. */
function keyed<Entry>(entries: readonly Entry[]): { entry: Entry; key: string }[] {
  return entries.map((entry, index) => ({ entry, key: `part ${index}` }));
}

function Verdict({ part, timeZone }: { part: Explained; timeZone: string }) {
  const t = useTranslations("simulation.why");
  const say = useSay();
  const seen = useSeen(timeZone);
  const rule =
    part.rule !== null
      ? say(wordCondition(part.rule))
      : t(part.kind === "any" || part.kind === "not" ? part.kind : "all");
  const found = part.seen && seen(part.seen);
  return (
    <p className="flex items-start gap-1.5 text-sm text-muted">
      <span className={cn("mt-0.5 shrink-0 [&_svg]:size-4", part.holds ? "text-success" : "text-danger")}>
        {part.holds ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
      </span>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {t("verdict", { rule, verdict: part.holds ? t("yes") : t("no") })}
        {found !== null && `, ${found}`}
      </span>
    </p>
  );
}

/** What a rule saw; null where the verdict says it all. */
function useSeen(timeZone: string): (found: Seen) => string | null {
  const t = useTranslations("simulation.why");
  const say = useSay();
  const words = useClockWords(timeZone);
  return (found) => {
    switch (found.kind) {
      case "count": {
        const { count, withinDays: days, beforeDays } = found;
        return days === 0 || beforeDays ? t("count", { count }) : t("countIn", { count, days });
      }
      case "messages":
        return t("messages", { count: found.count });
      case "moment":
        return found.at === null ? t("count", { count: 0 }) : t("seenAt", { moment: words.moment(found.at) });
      case "stage":
        return found.stage === null ? t("seenNothing") : t("seen", { value: say(wordStage(found.stage)) });
      case "value":
        if (found.value === null) return t("seenNothing");
        if (typeof found.value === "boolean") return t(found.value ? "seenYes" : "seenNo");
        return t("seen", { value: String(found.value) });
      case "reachable":
      case "nothing":
        return null;
    }
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
