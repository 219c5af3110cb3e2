"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { PropertyRows } from "./property-rows.tsx";
import type { PropertiesDraft } from "./use-properties-draft.ts";

/** The properties of an event, row by row or as JSON. */
export function PropertiesInput({ draft: { draft, change, error, switchMode } }: { draft: PropertiesDraft }) {
  const t = useTranslations("profiles.properties");
  const tUi = useTranslations("ui.common");
  const switcher = (
    <Button size="sm" variant="ghost" onClick={switchMode}>
      {draft.mode === "rows" ? t("asJson") : t("asRows")}
    </Button>
  );
  if (draft.mode === "json") {
    return (
      <Field label={t("title")} optional error={error} aside={switcher}>
        <Textarea
          code
          rows={8}
          value={draft.text}
          onChange={(e) => change({ mode: "json", text: e.target.value })}
        />
      </Field>
    );
  }
  return (
    <fieldset className="min-w-0">
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <legend className="float-left text-sm font-medium">
          {t("title")} <span className="ml-0.5 font-normal text-muted">{tUi("optional")}</span>
        </legend>
        <span className="text-sm">{switcher}</span>
      </div>
      <PropertyRows rows={draft.rows} onChange={(rows) => change({ mode: "rows", rows })} />
    </fieldset>
  );
}
