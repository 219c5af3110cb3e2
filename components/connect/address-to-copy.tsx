"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** An address to paste elsewhere. */
export function AddressToCopy({ label, address }: { label: string; address: string }) {
  const t = useTranslations("connect");
  return (
    <div className="flex items-end gap-2">
      <Field label={label} className="flex-1">
        <Input readOnly value={address} className="font-mono" onFocus={(event) => event.target.select()} />
      </Field>
      <CopyButton iconOnly variant="secondary" text={address} label={t("address.copy", { label })} />
    </div>
  );
}
