"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { AccountForm } from "./account-form.tsx";
import { PasswordInput } from "./password-input.tsx";

/** `next` is the page to go on to. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("first-run.account");
  const forgot = (
    <Link href="/reset-password" className="text-ember-ink hover:underline">
      {t("forgot")}
    </Link>
  );
  return (
    <AccountForm path="/sign-in/email" submitLabel={t("signIn")} onDone={() => window.location.assign(next)}>
      {(errorOf) => (
        <>
          <Field label={t("email")} error={errorOf("email")} required>
            <Input name="email" type="email" autoComplete="username" required />
          </Field>
          <Field label={t("password")} error={errorOf("password")} aside={forgot} required>
            <PasswordInput name="password" autoComplete="current-password" required />
          </Field>
        </>
      )}
    </AccountForm>
  );
}
