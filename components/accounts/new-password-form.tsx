"use client";

import { AccountForm } from "./account-form.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

/** Sets a new password with the token from a reset mail. */
export function NewPasswordForm({ token, passwordMinChars }: { token: string; passwordMinChars: number }) {
  return (
    <AccountForm
      path="/reset-password"
      extra={{ token }}
      submitLabel="Set the password"
      onDone={() => window.location.assign("/sign-in?reset=done")}
    >
      {(errorOf) => (
        <NewPasswordField
          name="newPassword"
          label="New password"
          error={errorOf("newPassword")}
          minChars={passwordMinChars}
        />
      )}
    </AccountForm>
  );
}
