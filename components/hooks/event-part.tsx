"use client";

import { useTranslations } from "next-intl";
import { Choice } from "#components/ui/choice.tsx";
import { EventNameRows } from "./event-name-rows.tsx";
import { FieldPicker } from "./field-picker.tsx";
import type { PartProps } from "./person-part.tsx";
import { valuesAt } from "./use-samples.ts";

/** Which event a request becomes: always the same, or by what stands in one of its fields. */
export function EventPart({ samples, draft, problems, onChange, ownName }: PartProps & { ownName: string }) {
  const t = useTranslations("hooks");
  const { isByField, eventPath } = draft;
  return (
    <section className="flex min-w-0 flex-col gap-3 border-t pt-5">
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="mb-2 text-base font-medium">{t("event.title")}</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          <Choice
            name="event-kind"
            checked={!isByField}
            onChoose={() => onChange({ ...draft, isByField: false })}
            label={t("event.always", { event: ownName })}
          />
          <Choice
            name="event-kind"
            checked={isByField}
            onChoose={() => onChange({ ...draft, isByField: true })}
            label={t("event.byField")}
            help={t("event.byFieldHelp")}
          />
        </div>
      </fieldset>
      {isByField && (
        <FieldPicker
          label={t("event.field")}
          path={eventPath}
          fields={samples.chosen?.fields ?? []}
          error={problems.eventPath}
          onChange={(path) => onChange({ ...draft, eventPath: path })}
        />
      )}
      {isByField && eventPath !== "" && (
        <EventNameRows
          draft={draft}
          problems={problems}
          seen={valuesAt(samples.all, eventPath)}
          ownName={ownName}
          onChange={onChange}
        />
      )}
    </section>
  );
}
