"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { ConfigForm } from "#components/config-form/config-form.tsx";
import { FormChoicesProvider } from "#components/config-form/form-context.tsx";
import { workflowSettings } from "#workflows/settings.ts";
import { isSettingsProblem } from "./settings-problems.ts";
import { useChoices } from "./use-choices.ts";
import type { Editor } from "./use-editor.ts";

/** The settings of the workflow as a whole. */
export function SettingsPanel({ editor, viewing }: { editor: Editor; viewing: boolean }) {
  const t = useTranslations("canvas.workflowForm");
  const { graph } = editor.draft;
  const choices = useChoices(graph, graph.settings);
  const form = useRef<HTMLFieldSetElement>(null);
  // The form is long, and whoever comes here because something is wrong should not have to look for it.
  useEffect(() => {
    form.current?.querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
  }, []);
  return (
    // Leaving a field ends the entry that typing in it made.
    <fieldset ref={form} className="min-w-0" onBlur={editor.settle} disabled={viewing}>
      <legend className="sr-only">{t("legend")}</legend>
      <FormChoicesProvider choices={choices}>
        <ConfigForm
          schema={workflowSettings}
          config={graph.settings ?? {}}
          problems={editor.problems.filter(isSettingsProblem)}
          onChange={(settings, field) => editor.edit({ kind: "set-up", settings, field })}
        />
      </FormChoicesProvider>
    </fieldset>
  );
}
