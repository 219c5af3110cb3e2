"use client";

import Link from "next/link";
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
  const key = useSourceKey("site", "write", keys);
  const { shown: writeKey } = key;
  return (
    <>
      <AddressNote address={address} isGuessed={publicUrlProblem !== null} />
      <Steps description="For any site whose pages you can change.">
        <KeyStep keys={key} purpose="Your pages send with it. It can send events in and do nothing else." />
        <Step number={2} title="Copy this to the end of the head of every page">
          {writeKey !== null && (
            <CodeBlock
              label="Code for your site"
              code={siteCode({ stub, address, writeKey }, DEFAULT_SITE_OPTIONS)}
            />
          )}
          <p className="text-muted">
            More choices, such as asking for notifications, are under{" "}
            <Link href="/settings/site" className={LINK_STYLE}>
              Your site
            </Link>
            , with what your own code can say about who is signed in and what they do.
          </p>
          <IdNote />
        </Step>
        <Step number={3} title="Open your site">
          <p>Look at a page of it in another tab. The first page view shows below within seconds.</p>
          {writeKey !== null && <TestEvent apiKey={writeKey} />}
        </Step>
      </Steps>
    </>
  );
}
