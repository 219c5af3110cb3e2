"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { MissingValues } from "#components/messages/missing-values.tsx";
import { useSay } from "#components/say.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import type { SimulatedStep, Simulation } from "#components/workflows/outputs.ts";
import type { TrialWorld } from "#workflows/trial.ts";
import { useClockWords } from "./clock-words.ts";
import { MessagePreview } from "./message-preview.tsx";
import { goesOut, isTold } from "./playback.ts";
import { StepTrial } from "./step-trial.tsx";
import { useStepWords } from "./step-words.ts";
import { WaitWhy, Why } from "./why.tsx";

type Props = {
  steps: SimulatedStep[];
  end: Simulation["end"] | null;
  timeZone: string;
  world: TrialWorld;
  /** Something is being filled in: the clock had better wait. */
  onWriting(): void;
  /** What a step's message or call meets is to be another. */
  onChangeStep(nodeId: string, world: TrialWorld): void;
};

/** What happened so far, in words and with its reasons, with the messages as the customer would see them. */
export function StepLog({ steps, end, timeZone, world, onWriting, onChangeStep }: Props) {
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
  // The same step may be passed twice. A message that fails from now on keeps its line, and the focus in it.
  const lines = told.map((step, index) => ({ step, key: `${step.visit} ${step.nodeId} ${index}` }));
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
                "absolute top-1.5 -left-[0.3125rem] size-2 rounded-full",
                index === count - 1 ? "bg-success" : "bg-line-strong",
              )}
            />
            <Line step={step} timeZone={timeZone} />
            {goesOut(step) && (
              <StepTrial step={step} world={world} onWriting={onWriting} onChange={onChangeStep} />
            )}
          </li>
        ))}
        {end && (
          <li className="pt-2">
            <Badge tone={end.status === "failed" ? "danger" : "success"}>{say(end.text)}</Badge>
            {end.why && <Why why={end.why} timeZone={timeZone} />}
          </li>
        )}
      </ol>
    </div>
  );
}

const OUTCOMES = {
  message: { tone: "success", word: "sent" },
  failed: { tone: "danger", word: "failed" },
  held: { tone: "warning", word: "held" },
  skipped: { tone: "neutral", word: "skipped" },
} as const;

function Line({ step, timeZone }: { step: SimulatedStep; timeZone: string }) {
  const t = useTranslations("simulation.log");
  const words = useClockWords(timeZone);
  const wordStep = useStepWords(timeZone);
  const { kind, message, missing, intention, why } = step;
  const outcome =
    kind === "failed" || kind === "held" || kind === "skipped" || (kind === "message" && message)
      ? OUTCOMES[kind]
      : null;
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 text-xs text-muted" data-figures>
        {words.moment(step.at)}
        {outcome && <Badge tone={outcome.tone}>{t(outcome.word)}</Badge>}
      </p>
      <p className="mt-0.5 text-sm [overflow-wrap:anywhere]">{wordStep(step)}</p>
      {intention && <WaitWhy intention={intention} timeZone={timeZone} />}
      {why && <Why why={why} timeZone={timeZone} />}
      {message && <MessagePreview message={message} />}
      {missing.length > 0 && (
        <div className="mt-2">
          <MissingValues missing={missing} />
        </div>
      )}
    </>
  );
}
