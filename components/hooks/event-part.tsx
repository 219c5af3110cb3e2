"use client";

import { Choice } from "#components/ui/choice.tsx";
import { EventNameRows } from "./event-name-rows.tsx";
import { FieldPicker } from "./field-picker.tsx";
import type { PartProps } from "./person-part.tsx";
import { valuesAt } from "./use-samples.ts";

/** Which event a request becomes: always the same, or by what stands in one of its fields. */
export function EventPart({ samples, draft, problems, onChange, ownName }: PartProps & { ownName: string }) {
  const { isByField, eventPath } = draft;
  return (
    <section className="flex min-w-0 flex-col gap-3 border-t pt-5">
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="mb-2 text-base font-medium">Which event it becomes</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          <Choice
            name="event-kind"
            checked={!isByField}
            onChoose={() => onChange({ ...draft, isByField: false })}
            label={`Always “${ownName}”`}
          />
          <Choice
            name="event-kind"
            checked={isByField}
            onChoose={() => onChange({ ...draft, isByField: true })}
            label="It depends on a field"
            help="For programs that send several kinds of things."
          />
        </div>
      </fieldset>
      {isByField && (
        <FieldPicker
          label="Field that says what happened"
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
