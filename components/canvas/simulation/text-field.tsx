"use client";

import type { ComponentProps, ReactNode } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

type Props = Omit<ComponentProps<typeof Input>, "value" | "onChange"> & {
  label: string;
  help?: ReactNode;
  value: string;
  onChange(value: string): void;
};

/** One line of a form about a test: a text, a date or a time with its label. */
export function TextField({ label, help, onChange, ...input }: Props) {
  return (
    <Field label={label} help={help}>
      <Input autoComplete="off" {...input} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}
