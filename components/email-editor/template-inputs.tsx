"use client";

import { LongTemplateControl, TemplateControl } from "#components/config-form/controls/template-control.tsx";
import type { FormField } from "#components/config-form/fields.ts";

type Props = {
  label: string;
  value: string;
  maxChars: number;
  onChange(value: string): void;
  help?: string;
  placeholder?: string;
  problem?: string;
};

/** One line of the email, with variables to insert. */
export function TemplateInput(props: Props) {
  return <TemplateControl {...controlProps(props, "template")} />;
}

/** Several lines of the email, with variables to insert. */
export function LongTemplateInput(props: Props) {
  return <LongTemplateControl {...controlProps(props, "long-template")} />;
}

function controlProps(
  { label, value, maxChars, onChange, help, placeholder, problem }: Props,
  control: FormField["control"],
) {
  const field: FormField = {
    key: label,
    label,
    help,
    placeholder,
    control,
    options: [],
    required: false,
    fallback: "",
    section: "",
  };
  return {
    field,
    value,
    problems: problem ? [{ path: "", message: problem }] : [],
    onChange: (next: unknown) => onChange(String(next).slice(0, maxChars)),
  };
}
