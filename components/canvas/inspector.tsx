"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";
import { useCanvasView } from "./canvas-context.tsx";
import { NextSteps } from "./next-steps.tsx";
import { StepActions } from "./step-actions.tsx";
import { StepForm } from "./step-form.tsx";
import { StepResults } from "./step-results.tsx";
import { useChoices } from "./use-choices.ts";
import type { Editor } from "./use-editor.ts";

type Props = {
  editor: Editor;
  node: GraphNode;
  viewing: boolean;
  /** Puts a copy of the step beside it; null where that is done elsewhere. */
  onDuplicate: (() => void) | null;
};

/** The settings of one step. */
export function Inspector({ editor, node, viewing, onDuplicate }: Props) {
  const t = useTranslations("canvas.inspector");
  const say = useSay();
  const definition = findNode(node.type);
  const { workflowId } = useCanvasView();
  const choices = { ...useChoices(editor.draft.graph, node.config), workflowId };
  const problems = editor.problems.filter((problem) => problem.nodeId === node.id);
  const configure = (config: Record<string, unknown>, field: string) =>
    editor.edit({ kind: "configure", nodeId: node.id, config, field });
  const actions = !viewing && <StepActions editor={editor} node={node} onDuplicate={onDuplicate} />;
  if (!definition) {
    return (
      <div className="flex flex-col gap-4">
        <Banner tone="warning">{t("unknown", { type: node.type })}</Banner>
        {actions}
      </div>
    );
  }
  return (
    // Leaving a field ends the entry that typing in it made.
    <fieldset className="flex min-w-0 flex-col gap-5" onBlur={editor.settle}>
      <legend className="sr-only">{t("legend")}</legend>
      <StepForm
        // Another trigger in its place has other settings.
        key={`${node.id} ${node.type}`}
        graph={editor.draft.graph}
        node={node}
        problems={problems}
        choices={choices}
        viewing={viewing}
        onConfigure={configure}
      />
      <fieldset className="min-w-0 empty:hidden" disabled={viewing}>
        <NextSteps editor={editor} node={node} />
      </fieldset>
      <StepResults nodeId={node.id} />
      <details className="group rounded-md border">
        <summary className="flex min-h-control list-none items-center gap-2 px-3 text-sm font-medium">
          <ChevronRight
            aria-hidden="true"
            className="size-4 text-muted transition-transform group-open:rotate-90"
          />
          {t("how")}
        </summary>
        <p className="px-3 pb-3 text-sm text-muted">{say(definition.guide)}</p>
      </details>
      {actions}
    </fieldset>
  );
}
