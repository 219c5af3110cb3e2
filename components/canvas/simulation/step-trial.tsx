"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { SimulatedStep } from "#components/workflows/outputs.ts";
import type { TrialWorld } from "#workflows/trial.ts";
import { WebhookAnswer } from "./webhook-answer.tsx";

type Props = {
  step: SimulatedStep;
  world: TrialWorld;
  onWriting(): void;
  onChange(nodeId: string, world: TrialWorld): void;
};

/** What a message or call is to meet on its way: a failure, or an answer that later steps read. */
export function StepTrial({ step: { nodeId, keepsAnswerAs }, world, onWriting, onChange }: Props) {
  const t = useTranslations("simulation.log");
  const { failing, answers } = world;
  const fails = failing.includes(nodeId);
  const others = failing.filter((other) => other !== nodeId);
  return (
    <>
      <Checkbox
        className="mt-1"
        label={t("letFail")}
        checked={fails}
        onCheckedChange={(checked) =>
          onChange(nodeId, { ...world, failing: checked ? [...others, nodeId] : others })
        }
      />
      {keepsAnswerAs !== "" && !fails && (
        <WebhookAnswer
          name={keepsAnswerAs}
          answer={answers[nodeId]}
          onWriting={onWriting}
          onAnswer={(answer) => onChange(nodeId, { ...world, answers: { ...answers, [nodeId]: answer } })}
        />
      )}
    </>
  );
}
