"use client";

import { Field } from "#components/ui/field.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { AttributeNameInput } from "./attribute-name-input.tsx";

export function AttributeNameControl({ field, value, problems, onChange }: ControlProps) {
  return (
    <Field label={field.label} help={field.help} error={problems[0]?.message} required={field.required}>
      <AttributeNameInput value={textOf(value)} onChange={onChange} placeholder={field.placeholder} />
    </Field>
  );
}
