"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { ControlProps } from "../control.ts";

export function NumberControl({ field, value, problems, onChange }: ControlProps) {
  return (
    <Field label={field.label} help={field.help} error={problems[0]?.message} required={field.required}>
      <Input
        type="number"
        inputMode="numeric"
        className="max-w-40"
        value={typeof value === "number" ? value : ""}
        placeholder={field.placeholder}
        onChange={(event) => onChange(readNumber(event.target.value))}
      />
    </Field>
  );
}

/** An emptied field is missing, not zero. */
export function readNumber(text: string): number | undefined {
  return text === "" ? undefined : Number(text);
}
