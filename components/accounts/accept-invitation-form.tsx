"use client";

import { AccountForm } from "./account-form.tsx";
import { NewPersonFields } from "./new-person-fields.tsx";

export function AcceptInvitationForm({
  token,
  passwordMinChars,
}: {
  token: string;
  passwordMinChars: number;
}) {
  return (
    <AccountForm
      path="/accept-invitation"
      extra={{ token }}
      submitLabel="Join"
      onDone={() => window.location.assign("/")}
    >
      {(errorOf) => <NewPersonFields errorOf={errorOf} passwordMinChars={passwordMinChars} />}
    </AccountForm>
  );
}
