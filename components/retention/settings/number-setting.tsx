"use client";

import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

type Props = {
  label: string;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
};

/** A whole number; what is none, or too small or large, changes nothing. */
export function NumberSetting({ label, value, least, most, onChange }: Props) {
  const [typed, setTyped] = useState(String(value));
  const [shown, setShown] = useState(value);
  // Changed by somebody else, such as the back button.
  if (shown !== value) {
    setShown(value);
    if (Number(typed) !== value) setTyped(String(value));
  }
  return (
    <Field label={label} className="w-36">
      <Input
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          const next = Number(target.value);
          if (!Number.isInteger(next) || target.value === "" || next < least || next > most) return;
          onChange(next);
        }}
        onBlur={() => setTyped(String(value))}
      />
    </Field>
  );
}
