"use client";

import dynamic from "next/dynamic";
import { ConfigForm } from "#components/config-form/config-form.tsx";
import { type FormChoices, FormChoicesProvider } from "#components/config-form/form-context.tsx";
import { MessageForm } from "#components/config-form/message-form.tsx";
import { MessageTestProvider, type TestPerson } from "#components/config-form/test-context.tsx";
import { textFields } from "#components/config-form/variants.ts";
import { useSay } from "#components/say.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { callWebhook } from "#workflows/actions/call-webhook.ts";
import { sendEmail } from "#workflows/actions/send-email.ts";
import { showInApp } from "#workflows/actions/show-in-app.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphNode } from "#workflows/graph.ts";
import { channelOfAction } from "#workflows/one-off.ts";
import { isPublishable, type Problem } from "#workflows/validate.ts";
import { EmailPreview } from "./email-preview.tsx";
import { InAppPreview } from "./in-app-preview.tsx";
import { SendTest } from "./send-test.tsx";
import { TryWebhook } from "./try-webhook.tsx";
import { useShownLanguage } from "./use-shown-language.ts";

type Props = {
  graph: Graph;
  node: GraphNode;
  /** Those of this step. */
  problems: Problem[];
  choices: FormChoices;
  /** Nothing can be changed. */
  viewing: boolean;
  /** Called with the whole config and the field that was changed. */
  onConfigure(config: Record<string, unknown>, field: string): void;
};

// It brings what draws messages of every channel, which those who only change a setting do not need.
const StepPreview = dynamic(() => import("./step-preview.tsx").then((module) => module.StepPreview), {
  ssr: false,
});

/**
 * The form of a step, with the ways to look at what it does and to try it; nothing for a type that is not known.
 * Another step needs another `key`.
 */
export function StepForm({ graph, node, problems, choices, viewing, onConfigure }: Props) {
  const definition = findNode(node.type);
  const texts = definition ? textFields(definition.config) : null;
  const [language, setLanguage] = useShownLanguage(node, texts, problems);
  const channel = channelOfAction(node.type);
  const { workflowId } = choices;
  if (!definition) return null;
  const drawTest = (person?: TestPerson) =>
    channel && <SendTest {...{ graph, channel, language, person }} nodeId={node.id} />;
  return (
    <>
      <OtherProblems problems={problems} />
      <FormChoicesProvider choices={choices}>
        <MessageTestProvider value={viewing ? null : drawTest}>
          {texts ? (
            <MessageForm
              schema={definition.config}
              config={node.config}
              problems={problems}
              texts={texts}
              language={language}
              viewing={viewing}
              onLanguage={setLanguage}
              onChange={onConfigure}
            />
          ) : (
            <fieldset className="min-w-0" disabled={viewing}>
              <ConfigForm
                schema={definition.config}
                config={node.config}
                problems={problems}
                onChange={onConfigure}
              />
            </fieldset>
          )}
          {node.type === sendEmail.type && (
            <EmailPreview
              config={node.config}
              language={language}
              choices={choices}
              onChange={viewing ? null : onConfigure}
            />
          )}
        </MessageTestProvider>
      </FormChoicesProvider>
      {node.type === showInApp.type && <InAppPreview config={node.config} language={language} />}
      {channel && workflowId !== undefined && (
        <StepPreview workflowId={workflowId} graph={graph} nodeId={node.id} whole={isPublishable(problems)} />
      )}
      {node.type === callWebhook.type && !viewing && <TryWebhook graph={graph} nodeId={node.id} />}
      {!viewing && drawTest()}
    </>
  );
}

/** Those that no field of the form shows. */
function OtherProblems({ problems }: { problems: Problem[] }) {
  const say = useSay();
  return problems
    .filter((problem) => !problem.field)
    .map((problem) => (
      <Banner
        key={problem.code + say(problem.message)}
        tone={problem.severity === "error" ? "danger" : "warning"}
      >
        {say(problem.message)}
      </Banner>
    ));
}
