"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { type ControlProps, textOf } from "../control.ts";

export function TextControl({ field, value, problems, onChange }: ControlProps) {
  return (
    <Field label={field.label} help={field.help} error={problems[0]?.message} required={field.required}>
      <Input
        value={textOf(value)}
        placeholder={field.placeholder}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

export function LongTextControl({ field, value, problems, onChange }: ControlProps) {
  return (
    <Field label={field.label} help={field.help} error={problems[0]?.message} required={field.required}>
      <Textarea
        value={textOf(value)}
        placeholder={field.placeholder}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
