"use client";

import { CopyButton } from "#components/ui/copy-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** An address to paste elsewhere. */
export function AddressToCopy({ label, address }: { label: string; address: string }) {
  return (
    <div className="flex items-end gap-2">
      <Field label={label} className="flex-1">
        <Input readOnly value={address} className="font-mono" onFocus={(event) => event.target.select()} />
      </Field>
      <CopyButton iconOnly variant="secondary" text={address} label={`Copy: ${label}`} />
    </div>
  );
}
