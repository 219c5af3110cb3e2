"use client";

import { ListChecks, PartyPopper, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Overview } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { FirstStep } from "./first-step.tsx";
import { areStepsShown, doneSteps, nextStep, stepKeys } from "./getting-started-steps.ts";
import { StepHelp } from "./step-help.tsx";
import { useMarkStep } from "./use-mark-step.ts";

/** From an empty server to a live workflow, step by step; the next one is open. Can be put away and brought back. */
export function GettingStarted({ overview }: { overview: Overview }) {
  const t = useTranslations("first-run.steps");
  const mayEdit = useMay("editor");
  const mark = useMarkStep();
  const next = nextStep(overview);
  if (!areStepsShown(overview)) {
    // Where all is done nothing would be brought back but the news of it.
    if (!mayEdit || next === null) return null;
    return (
      <Button
        size="sm"
        icon={<ListChecks />}
        className="self-start"
        loading={mark.isPending}
        onClick={() => mark.mutate({ step: "away", on: false })}
      >
        {t("bringBack")}
      </Button>
    );
  }
  const done = doneSteps(overview);
  const count = stepKeys.filter((key) => done[key]).length;
  const putAway = mayEdit && (
    <IconButton
      label={t("putAway")}
      className="-mt-1 -mr-2 text-muted"
      disabled={mark.isPending}
      onClick={() => mark.mutate({ step: "away", on: true })}
    >
      <X />
    </IconButton>
  );
  if (next === null) return <Finished overview={overview} putAway={putAway} />;
  return (
    <Card>
      <CardHeader
        title={t("title")}
        description={t("progress", { done: count, all: stepKeys.length })}
        actions={putAway}
      />
      <CardBody>
        <ol className="flex flex-col">
          {stepKeys.map((key, index) => (
            <FirstStep key={key} number={index + 1} done={done[key]} current={key === next} title={t(key)}>
              <StepHelp step={key} overview={overview} />
            </FirstStep>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

/** A calm word at the end. */
function Finished({ overview, putAway }: { overview: Overview; putAway: ReactNode }) {
  const t = useTranslations("first-run.steps");
  const { workflow } = overview;
  return (
    <Card>
      <CardHeader
        title={
          <span className="flex items-center gap-2">
            <PartyPopper aria-hidden="true" className="size-5 text-success" />
            {t("finished")}
          </span>
        }
        description={t("finishedHelp", { name: workflow?.name ?? "" })}
        actions={putAway}
      />
      <CardBody className="flex flex-wrap gap-2">
        {workflow && (
          <ButtonLink variant="primary" href={`/workflows/${workflow.id}`}>
            {t("seeIt")}
          </ButtonLink>
        )}
        <ButtonLink href="/recipes">{t("another")}</ButtonLink>
      </CardBody>
    </Card>
  );
}
