"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { CodeBlock } from "#components/settings/code-block.tsx";
import { AddressNote } from "#components/site/address-note.tsx";
import { IdNote } from "#components/site/id-note.tsx";
import { DEFAULT_SITE_OPTIONS, siteCode } from "#components/site/site-code.ts";
import { KeyStep } from "./key-step.tsx";
import type { SourceStepsProps } from "./source-steps-props.ts";
import { Step, Steps } from "./steps.tsx";
import { TestEvent } from "./test-event.tsx";
import { useSourceKey } from "./use-source-key.ts";

const LINK_STYLE = "font-medium text-ember-ink hover:underline";

/** The lines for the shop's own pages. */
export function SiteSteps({ source: { keys, stub, publicUrlProblem }, address }: SourceStepsProps) {
  const t = useTranslations("connect");
  const key = useSourceKey("site", "write", keys);
  const { shown: writeKey } = key;
  return (
    <>
      <AddressNote address={address} isGuessed={publicUrlProblem !== null} />
      <Steps description={t("pages.description")}>
        <KeyStep keys={key} purpose={t("pages.key")} />
        <Step number={2} title={t("pages.copy")}>
          {writeKey !== null && (
            <CodeBlock
              label={t("pages.code")}
              code={siteCode({ stub, address, writeKey }, DEFAULT_SITE_OPTIONS)}
            />
          )}
          <p className="text-muted">
            {t.rich("pages.more", {
              link: (chunks) => (
                <Link href="/settings/site" className={LINK_STYLE}>
                  {chunks}
                </Link>
              ),
            })}
          </p>
          <IdNote />
        </Step>
        <Step number={3} title={t("pages.open")}>
          <p>{t("pages.look")}</p>
          {writeKey !== null && <TestEvent apiKey={writeKey} />}
        </Step>
      </Steps>
    </>
  );
}
