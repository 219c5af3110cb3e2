"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { PasswordInput } from "./password-input.tsx";

type Props = { name: string; label?: string; error?: string; minChars: number };

/** A password that somebody chooses. */
export function NewPasswordField({ name, label, error, minChars }: Props) {
  const t = useTranslations("first-run.account");
  return (
    <Field
      label={label ?? t("password")}
      error={error}
      help={t("passwordHelp", { count: minChars })}
      required
    >
      <PasswordInput name={name} autoComplete="new-password" minLength={minChars} maxLength={128} required />
    </Field>
  );
}
