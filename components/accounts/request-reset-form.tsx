"use client";

import { useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { AccountForm } from "./account-form.tsx";

/** Asks for the link that sets a new password. The answer never tells whether the address is known. */
export function RequestResetForm() {
  const [sent, setSent] = useState(false);
  if (sent) {
    return (
      <Banner tone="success" role="status" title="Look into your mail">
        If somebody here has this address, a link is on its way to it. It works for one hour.
      </Banner>
    );
  }
  return (
    <AccountForm path="/request-password-reset" submitLabel="Send me a link" onDone={() => setSent(true)}>
      {(errorOf) => (
        <Field label="Email" error={errorOf("email")} required>
          <Input name="email" type="email" autoComplete="username" required />
        </Field>
      )}
    </AccountForm>
  );
}
