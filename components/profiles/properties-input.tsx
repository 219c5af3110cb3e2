"use client";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { PropertyRows } from "./property-rows.tsx";
import type { PropertiesDraft } from "./use-properties-draft.ts";

/** The properties of an event, row by row or as JSON. */
export function PropertiesInput({ draft: { draft, change, error, switchMode } }: { draft: PropertiesDraft }) {
  const switcher = (
    <Button size="sm" variant="ghost" onClick={switchMode}>
      {draft.mode === "rows" ? "Write as JSON" : "Write as rows"}
    </Button>
  );
  if (draft.mode === "json") {
    return (
      <Field label="Properties" optional error={error} aside={switcher}>
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
          Properties <span className="ml-0.5 font-normal text-muted">Optional</span>
        </legend>
        <span className="text-sm">{switcher}</span>
      </div>
      <PropertyRows rows={draft.rows} onChange={(rows) => change({ mode: "rows", rows })} />
    </fieldset>
  );
}
