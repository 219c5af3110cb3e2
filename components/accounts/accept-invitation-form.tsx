"use client";

import { useTranslations } from "next-intl";
import { AccountForm } from "./account-form.tsx";
import { NewPersonFields } from "./new-person-fields.tsx";

export function AcceptInvitationForm({
  token,
  passwordMinChars,
}: {
  token: string;
  passwordMinChars: number;
}) {
  const t = useTranslations("first-run.account");
  return (
    <AccountForm
      path="/accept-invitation"
      extra={{ token }}
      submitLabel={t("join")}
      onDone={() => window.location.assign("/")}
    >
      {(errorOf) => <NewPersonFields errorOf={errorOf} passwordMinChars={passwordMinChars} />}
    </AccountForm>
  );
}
