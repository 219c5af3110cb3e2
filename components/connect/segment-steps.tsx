"use client";

import { useTranslations } from "next-intl";
import { CodeBlock } from "#components/settings/code-block.tsx";
import { browserExample } from "#components/settings/example-commands.ts";
import { AddressNote } from "#components/site/address-note.tsx";
import { IdNote } from "#components/site/id-note.tsx";
import { TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { nodeExample } from "./connect-code.ts";
import { KeyStep } from "./key-step.tsx";
import { ReachNote } from "./reach-note.tsx";
import type { SourceStepsProps } from "./source-steps-props.ts";
import { Step, Steps } from "./steps.tsx";
import { TestEvent } from "./test-event.tsx";
import { type SourceKeys, useSourceKey } from "./use-source-key.ts";

/** Segment's own libraries, pointed at this server. */
export function SegmentSteps(props: SourceStepsProps) {
  const t = useTranslations("connect");
  // Held here, because the panel that is not open forgets what it knew.
  const secretKey = useSourceKey("segment", "secret", props.source.keys);
  const writeKey = useSourceKey("segment", "write", props.source.keys);
  const tabs = [
    { value: "server", label: t("segment.onServer") },
    { value: "pages", label: t("segment.inPages") },
  ];
  return (
    <Tabs tabs={tabs} label={t("segment.where")}>
      <TabPanel value="server" className="flex flex-col gap-6 pt-5">
        <SegmentServerSteps {...props} apiKey={secretKey} />
      </TabPanel>
      <TabPanel value="pages" className="flex flex-col gap-6 pt-5">
        <SegmentPagesSteps {...props} apiKey={writeKey} />
      </TabPanel>
    </Tabs>
  );
}

type Props = SourceStepsProps & { apiKey: SourceKeys };

function SegmentServerSteps({ source: { publicUrlProblem }, address, apiKey: key }: Props) {
  const t = useTranslations("connect");
  return (
    <>
      <ReachNote name={t("segment.server")} address={address} isGuessed={publicUrlProblem !== null} />
      <Steps description={t("segment.serverDescription")}>
        <KeyStep keys={key} purpose={t("segment.serverKey")} />
        <Step number={2} title={t("segment.give")}>
          <CodeBlock label={t("segment.node")} code={nodeExample(address, key.shown ?? undefined)} />
          <p className="text-muted">{t("segment.otherLanguages")}</p>
          <IdNote />
        </Step>
        <Step number={3} title={t("segment.run")}>
          <p>{t("segment.shows")}</p>
          {key.shown !== null && <TestEvent apiKey={key.shown} />}
        </Step>
      </Steps>
    </>
  );
}

function SegmentPagesSteps({ source: { publicUrlProblem }, address, apiKey: key }: Props) {
  const t = useTranslations("connect");
  const { shown: writeKey } = key;
  return (
    <>
      <AddressNote address={address} isGuessed={publicUrlProblem !== null} />
      <Steps description={t("segment.pagesDescription")}>
        <KeyStep keys={key} purpose={t("pages.key")} />
        <Step number={2} title={t("segment.load")}>
          {writeKey !== null && (
            <CodeBlock label={t("segment.code")} code={browserExample(address, writeKey)} />
          )}
          <p className="text-muted">{t("segment.otherCalls")}</p>
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
