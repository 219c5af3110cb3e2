"use client";

import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { type ControlProps, textOf } from "../control.ts";

export function ChoiceControl({ field, value, problems, onChange }: ControlProps) {
  return (
    <Field label={field.label} help={field.help} error={problems[0]?.message} required={field.required}>
      <Select options={field.options} value={textOf(value)} onValueChange={onChange} />
    </Field>
  );
}
