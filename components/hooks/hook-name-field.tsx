"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

const NAME_MAX_CHARS = 100;

type Props = { name: string; onChange: (name: string) => void; submitted: boolean };

/** What a hook is called here. */
export function HookNameField({ name, onChange, submitted }: Props) {
  return (
    <Field
      label="Name"
      help="Which program will send to it."
      error={submitted && name.trim() === "" ? "Give the hook a name" : undefined}
      required
    >
      <Input
        value={name}
        maxLength={NAME_MAX_CHARS}
        placeholder="Review app"
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
