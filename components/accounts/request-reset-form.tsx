"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { AccountForm } from "./account-form.tsx";

/** Asks for the link that sets a new password. The answer never tells whether the address is known. */
export function RequestResetForm() {
  const t = useTranslations("first-run.account");
  const [sent, setSent] = useState(false);
  if (sent) {
    return (
      <Banner tone="success" role="status" title={t("lookIntoMail")}>
        {t("linkOnItsWay")}
      </Banner>
    );
  }
  return (
    <AccountForm path="/request-password-reset" submitLabel={t("sendLink")} onDone={() => setSent(true)}>
      {(errorOf) => (
        <Field label={t("email")} error={errorOf("email")} required>
          <Input name="email" type="email" autoComplete="username" required />
        </Field>
      )}
    </AccountForm>
  );
}
