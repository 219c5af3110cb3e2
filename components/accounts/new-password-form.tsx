"use client";

import { useTranslations } from "next-intl";
import { AccountForm } from "./account-form.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

/** Sets a new password with the token from a reset mail. */
export function NewPasswordForm({ token, passwordMinChars }: { token: string; passwordMinChars: number }) {
  const t = useTranslations("first-run.account");
  return (
    <AccountForm
      path="/reset-password"
      extra={{ token }}
      submitLabel={t("setPassword")}
      onDone={() => window.location.assign("/sign-in?reset=done")}
    >
      {(errorOf) => (
        <NewPasswordField
          name="newPassword"
          label={t("newPassword")}
          error={errorOf("newPassword")}
          minChars={passwordMinChars}
        />
      )}
    </AccountForm>
  );
}
