"use client";

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

const SEGMENT_TABS = [
  { value: "server", label: "On a server" },
  { value: "pages", label: "In web pages" },
];

/** Segment's own libraries, pointed at this server. */
export function SegmentSteps(props: SourceStepsProps) {
  // Held here, because the panel that is not open forgets what it knew.
  const secretKey = useSourceKey("segment", "secret", props.source.keys);
  const writeKey = useSourceKey("segment", "write", props.source.keys);
  return (
    <Tabs tabs={SEGMENT_TABS} label="Where your code runs">
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
  return (
    <>
      <ReachNote name="Your server" address={address} isGuessed={publicUrlProblem !== null} />
      <Steps description="For programs that use a library of Segment, such as the one for Node.">
        <KeyStep keys={key} purpose="Your program sends with it, in place of Segment’s write key." />
        <Step number={2} title="Give the library this address and the key">
          <CodeBlock label="Program for Node" code={nodeExample(address, key.shown ?? undefined)} />
          <p className="text-muted">
            Libraries for other languages have the same two settings: the key, and the host or endpoint.
          </p>
          <IdNote />
        </Step>
        <Step number={3} title="Run your program">
          <p>What it sends shows below within seconds.</p>
          {key.shown !== null && <TestEvent apiKey={key.shown} />}
        </Step>
      </Steps>
    </>
  );
}

function SegmentPagesSteps({ source: { publicUrlProblem }, address, apiKey: key }: Props) {
  const { shown: writeKey } = key;
  return (
    <>
      <AddressNote address={address} isGuessed={publicUrlProblem !== null} />
      <Steps description="For sites that use analytics.js, Segment’s library for browsers, from its package.">
        <KeyStep keys={key} purpose="Your pages send with it. It can send events in and do nothing else." />
        <Step number={2} title="Load the library with this address and key">
          {writeKey !== null && (
            <CodeBlock label="Code with analytics.js" code={browserExample(address, writeKey)} />
          )}
          <p className="text-muted">All your other calls stay as they are.</p>
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
