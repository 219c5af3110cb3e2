"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

type Props = {
  errorOf: (field: string) => string | undefined;
  passwordMinChars: number;
};

/** Who somebody is and how they will sign in. */
export function NewPersonFields({ errorOf, passwordMinChars }: Props) {
  return (
    <>
      <Field label="Your name" error={errorOf("name")} required>
        <Input name="name" autoComplete="name" maxLength={100} required />
      </Field>
      <Field label="Email" error={errorOf("email")} required>
        <Input name="email" type="email" autoComplete="username" required />
      </Field>
      <NewPasswordField name="password" error={errorOf("password")} minChars={passwordMinChars} />
    </>
  );
}
