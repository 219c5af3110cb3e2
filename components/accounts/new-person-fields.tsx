"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

type Props = {
  errorOf: (field: string) => string | undefined;
  passwordMinChars: number;
};

/** Who somebody is and how they will sign in. */
export function NewPersonFields({ errorOf, passwordMinChars }: Props) {
  const t = useTranslations("first-run.account");
  return (
    <>
      <Field label={t("name")} error={errorOf("name")} required>
        <Input name="name" autoComplete="name" maxLength={100} required />
      </Field>
      <Field label={t("email")} error={errorOf("email")} required>
        <Input name="email" type="email" autoComplete="username" required />
      </Field>
      <NewPasswordField name="password" error={errorOf("password")} minChars={passwordMinChars} />
    </>
  );
}
