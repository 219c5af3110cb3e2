"use client";

import Link from "next/link";
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
  const key = useSourceKey("http", "secret", keys);
  const apiKey = key.shown ?? undefined;
  return (
    <>
      <ReachNote name="Your program" address={address} isGuessed={publicUrlProblem !== null} />
      <Steps description="For whoever looks after your shop’s program. Each request is one event or one customer.">
        <KeyStep keys={key} purpose="Your program proves with it that it is yours." />
        <Step number={2} title="Say who a customer is">
          <CodeBlock label="Command that sends a customer" code={identifyCommand(address, apiKey)} />
        </Step>
        <Step number={3} title="Say what they do">
          <CodeBlock label="Command that sends an event" code={trackCommand(address, apiKey)} />
          <p className="text-muted">
            All that can be sent is in the{" "}
            <Link href="/settings/api" className={LINK_STYLE}>
              API reference
            </Link>
            .
          </p>
        </Step>
        <Step number={4} title="Watch the light">
          <p>Run one of the commands in a terminal. What it sends shows below within seconds.</p>
          {apiKey !== undefined && <TestEvent apiKey={apiKey} />}
        </Step>
      </Steps>
    </>
  );
}
