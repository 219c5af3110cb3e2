"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { CodeBlock } from "#components/settings/code-block.tsx";
import { identifyCommand, trackCommand } from "#components/settings/example-commands.ts";
import { KeyStep } from "./key-step.tsx";
import { ReachNote } from "./reach-note.tsx";
import type { SourceStepsProps } from "./source-steps-props.ts";
import { Step, Steps } from "./steps.tsx";
import { TestEvent } from "./test-event.tsx";
import { useSourceKey } from "./use-source-key.ts";

const LINK_STYLE = "font-medium text-ember-ink hover:underline";

/** Requests of one's own making. */
export function HttpSteps({ source: { keys, publicUrlProblem }, address }: SourceStepsProps) {
  const t = useTranslations("connect");
  const key = useSourceKey("http", "secret", keys);
  const apiKey = key.shown ?? undefined;
  return (
    <>
      <ReachNote name={t("http.program")} address={address} isGuessed={publicUrlProblem !== null} />
      <Steps description={t("http.description")}>
        <KeyStep keys={key} purpose={t("http.keyPurpose")} />
        <Step number={2} title={t("http.identify")}>
          <CodeBlock label={t("http.identifyCommand")} code={identifyCommand(address, apiKey)} />
        </Step>
        <Step number={3} title={t("http.track")}>
          <CodeBlock label={t("http.trackCommand")} code={trackCommand(address, apiKey)} />
          <p className="text-muted">
            {t.rich("http.reference", {
              link: (chunks) => (
                <Link href="/settings/api" className={LINK_STYLE}>
                  {chunks}
                </Link>
              ),
            })}
          </p>
        </Step>
        <Step number={4} title={t("watch")}>
          <p>{t("http.run")}</p>
          {apiKey !== undefined && <TestEvent apiKey={apiKey} />}
        </Step>
      </Steps>
    </>
  );
}
