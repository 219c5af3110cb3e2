"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LoadSampleShopButton } from "#components/sample-shop/load-sample-shop-button.tsx";
import type { Overview } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import type { StepKey } from "./getting-started-steps.ts";
import { useMarkStep } from "./use-mark-step.ts";

/** How a first step goes, and where. */
export function StepHelp({ step, overview }: { step: StepKey; overview: Overview }) {
  const t = useTranslations("first-run.steps");
  const mayEdit = useMay("editor");
  const mark = useMarkStep();
  switch (step) {
    case "customers":
      return (
        <Help text={t("customersHelp")}>
          <LoadSampleShopButton variant="primary" />
          <ButtonLink href="/connect">{t("connect")}</ButtonLink>
        </Help>
      );
    case "workflow":
      return (
        <Help text={mayEdit ? t("workflowHelp") : t("workflowViewer")}>
          <ButtonLink variant="primary" href="/recipes">
            {t("recipes")}
          </ButtonLink>
          {mayEdit && <ButtonLink href="/workflows">{t("draw")}</ButtonLink>}
        </Help>
      );
    case "looked":
      return (
        <Help text={t("lookedHelp")}>
          <OpenWorkflow overview={overview} />
        </Help>
      );
    case "tried":
      return (
        <Help text={t("triedHelp")}>
          <OpenWorkflow overview={overview} />
        </Help>
      );
    case "sending":
      return (
        <Help text={t("sendingHelp")}>
          <ButtonLink variant="primary" href="/settings/sending">
            {t("setUpSending")}
          </ButtonLink>
          {mayEdit && (
            <Button loading={mark.isPending} onClick={() => mark.mutate({ step: "keepsHere", on: true })}>
              {t("keepHere")}
            </Button>
          )}
        </Help>
      );
    case "live":
      return (
        <Help text={t("liveHelp")}>
          <OpenWorkflow overview={overview} />
        </Help>
      );
  }
}

function Help({ text, children }: { text: string; children: ReactNode }) {
  return (
    <>
      <p>{text}</p>
      <div className="mt-3 flex flex-wrap gap-2">{children}</div>
    </>
  );
}

/** The workflow that was changed last. */
function OpenWorkflow({ overview: { workflow } }: { overview: Overview }) {
  const t = useTranslations("first-run.steps");
  if (!workflow) return null;
  return (
    <ButtonLink variant="primary" href={`/workflows/${workflow.id}`}>
      {t("open", { name: workflow.name })}
    </ButtonLink>
  );
}
