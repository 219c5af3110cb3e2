"use client";

import { Field } from "#components/ui/field.tsx";
import { PasswordInput } from "./password-input.tsx";

type Props = { name: string; label?: string; error?: string; minChars: number };

/** A password that somebody chooses. */
export function NewPasswordField({ name, label = "Password", error, minChars }: Props) {
  return (
    <Field
      label={label}
      error={error}
      help={`At least ${minChars} characters. A few words make a good one.`}
      required
    >
      <PasswordInput name={name} autoComplete="new-password" minLength={minChars} maxLength={128} required />
    </Field>
  );
}
