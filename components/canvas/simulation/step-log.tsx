"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { MissingValues } from "#components/messages/missing-values.tsx";
import { useSay } from "#components/say.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import type { SimulatedStep, Simulation } from "#components/workflows/outputs.ts";
import { useClockWords } from "./clock-words.ts";
import { MessagePreview } from "./message-preview.tsx";
import { isTold } from "./playback.ts";
import { useStepWords } from "./step-words.ts";
import { WaitWhy, Why } from "./why.tsx";

type Props = { steps: SimulatedStep[]; end: Simulation["end"] | null; timeZone: string };

/** What happened so far, in words and with its reasons, with the messages as the customer would see them. */
export function StepLog({ steps, end, timeZone }: Props) {
  const t = useTranslations("simulation.log");
  const say = useSay();
  const wordStep = useStepWords(timeZone);
  const newest = useRef<HTMLLIElement>(null);
  const told = steps.filter(isTold);
  const count = told.length;
  useEffect(() => {
    if (count > 0) newest.current?.scrollIntoView({ block: "nearest" });
  }, [count]);
  const current = told.at(-1);
  // The same step may be passed twice, but never twice in one visit in the same way.
  const lines = told.map((step, index) => ({
    step,
    key: `${step.visit} ${step.nodeId} ${step.kind} ${index}`,
  }));
  return (
    <div>
      <p aria-live="polite" className="sr-only">
        {end ? say(end.text) : current && wordStep(current)}
      </p>
      <ol aria-label={t("label")} className="flex flex-col">
        {lines.map(({ step, key }, index) => (
          <li
            key={key}
            ref={index === count - 1 ? newest : undefined}
            className="relative border-l-2 border-line pb-4 pl-4 last:pb-1"
          >
            <span
              aria-hidden="true"
              className={cn(
                "absolute top-1.5 -left-[0.3125rem] size-2 rounded-full bg-line-strong",
                index === count - 1 && "bg-success",
              )}
            />
            <Line step={step} timeZone={timeZone} />
          </li>
        ))}
        {end && (
          <li className="pt-2">
            <Badge tone={end.status === "failed" ? "danger" : "success"}>{say(end.text)}</Badge>
            {end.why && <Why why={end.why} />}
          </li>
        )}
      </ol>
    </div>
  );
}

const OUTCOMES = {
  message: { tone: "success", word: "sent" },
  held: { tone: "warning", word: "held" },
  skipped: { tone: "neutral", word: "skipped" },
} as const;

function Line({ step, timeZone }: { step: SimulatedStep; timeZone: string }) {
  const t = useTranslations("simulation.log");
  const words = useClockWords(timeZone);
  const wordStep = useStepWords(timeZone);
  const { kind, message, missing, intention, why } = step;
  const outcome =
    kind === "held" || kind === "skipped" || (kind === "message" && message) ? OUTCOMES[kind] : null;
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 text-xs text-muted" data-figures>
        {words.moment(step.at)}
        {outcome && <Badge tone={outcome.tone}>{t(outcome.word)}</Badge>}
      </p>
      <p className="mt-0.5 text-sm [overflow-wrap:anywhere]">{wordStep(step)}</p>
      {intention && <WaitWhy intention={intention} timeZone={timeZone} />}
      {why && <Why why={why} />}
      {message && <MessagePreview message={message} />}
      {missing.length > 0 && (
        <div className="mt-2">
          <MissingValues missing={missing} />
        </div>
      )}
    </>
  );
}
