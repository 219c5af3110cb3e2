"use client";

import { ChevronRight, Trash2 } from "lucide-react";
import { ConfigForm } from "#components/config-form/config-form.tsx";
import { FormChoicesProvider } from "#components/config-form/form-context.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { callWebhook } from "#workflows/actions/call-webhook.ts";
import { sendEmail } from "#workflows/actions/send-email.ts";
import { sendWebPush } from "#workflows/actions/send-web-push.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";
import type { Problem } from "#workflows/validate.ts";
import { useCanvasView } from "./canvas-context.tsx";
import { EmailPreview } from "./email-preview.tsx";
import { NextSteps } from "./next-steps.tsx";
import { SendTest } from "./send-test.tsx";
import { TryWebhook } from "./try-webhook.tsx";
import { useChoices } from "./use-choices.ts";
import type { Editor } from "./use-editor.ts";

type Props = { editor: Editor; node: GraphNode; viewing: boolean };

/** The settings of one step. */
export function Inspector({ editor, node, viewing }: Props) {
  const definition = findNode(node.type);
  const { workflowId } = useCanvasView();
  const choices = { ...useChoices(editor.draft.graph), workflowId };
  const problems = editor.problems.filter((problem) => problem.nodeId === node.id);
  const configure = (config: Record<string, unknown>, field: string) =>
    editor.edit({ kind: "configure", nodeId: node.id, config, field });
  const removal = (
    <Button
      variant="ghost"
      icon={<Trash2 />}
      className="self-start text-danger"
      onClick={() => {
        editor.edit({ kind: "remove", nodeIds: [node.id], edgeIds: [] });
        editor.selectNode(null);
      }}
    >
      Delete step
    </Button>
  );
  if (!definition) {
    return (
      <div className="flex flex-col gap-4">
        <Banner tone="warning">This version does not know steps of the type “{node.type}”.</Banner>
        {removal}
      </div>
    );
  }
  return (
    // Leaving a field ends the entry that typing in it made.
    <fieldset className="flex min-w-0 flex-col gap-5" onBlur={editor.settle}>
      <legend className="sr-only">Settings of this step</legend>
      <fieldset className="flex min-w-0 flex-col gap-5" disabled={viewing}>
        <OtherProblems problems={problems} />
        <FormChoicesProvider choices={choices}>
          <ConfigForm
            key={node.id}
            schema={definition.config}
            config={node.config}
            problems={problems}
            onChange={configure}
          />
        </FormChoicesProvider>
      </fieldset>
      {node.type === sendEmail.type && (
        <EmailPreview
          key={`preview-${node.id}`}
          config={node.config}
          choices={choices}
          onChange={viewing ? null : configure}
        />
      )}
      {node.type === callWebhook.type && !viewing && (
        <TryWebhook key={`try-${node.id}`} graph={editor.draft.graph} nodeId={node.id} />
      )}
      {node.type === sendEmail.type && !viewing && (
        <SendTest key={`test-${node.id}`} graph={editor.draft.graph} nodeId={node.id} channel="email" />
      )}
      {node.type === sendWebPush.type && !viewing && (
        <SendTest key={`test-${node.id}`} graph={editor.draft.graph} nodeId={node.id} channel="web-push" />
      )}
      <fieldset className="min-w-0 empty:hidden" disabled={viewing}>
        <NextSteps editor={editor} node={node} />
      </fieldset>
      <details className="group rounded-md border">
        <summary className="flex min-h-control list-none items-center gap-2 px-3 text-sm font-medium">
          <ChevronRight
            aria-hidden="true"
            className="size-4 text-muted transition-transform group-open:rotate-90"
          />
          How this step works
        </summary>
        <p className="px-3 pb-3 text-sm text-muted">{definition.guide}</p>
      </details>
      {!viewing && removal}
    </fieldset>
  );
}

/** Those that no field of the form shows. */
function OtherProblems({ problems }: { problems: Problem[] }) {
  return problems
    .filter((problem) => !problem.field)
    .map((problem) => (
      <Banner key={problem.code + problem.message} tone={problem.severity === "error" ? "danger" : "warning"}>
        {problem.message}
      </Banner>
    ));
}
