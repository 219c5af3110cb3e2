"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { AccountForm } from "./account-form.tsx";
import { NewPersonFields } from "./new-person-fields.tsx";
import { TimeZoneSelect, useTimeZone } from "./time-zone-select.tsx";

/** The first visit: who owns the shop, and the shop. */
export function SetupForm({ passwordMinChars }: { passwordMinChars: number }) {
  const [timezone, setTimezone] = useTimeZone();
  return (
    <AccountForm
      path="/create-owner"
      extra={{ timezone }}
      submitLabel="Create the owner's account"
      onDone={() => window.location.assign("/")}
    >
      {(errorOf) => (
        <>
          <NewPersonFields errorOf={errorOf} passwordMinChars={passwordMinChars} />
          <Field
            label="Shop name"
            error={errorOf("shopName")}
            help="Customers see it in their messages."
            required
          >
            <Input name="shopName" autoComplete="organization" maxLength={100} required />
          </Field>
          <Field
            label="Time zone"
            error={errorOf("timezone")}
            help="For customers whose own is not known."
            required
          >
            <TimeZoneSelect value={timezone} onValueChange={setTimezone} />
          </Field>
        </>
      )}
    </AccountForm>
  );
}
