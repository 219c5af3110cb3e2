"use client";

import { useId } from "react";
import { Input } from "#components/ui/input.tsx";

type Props = {
  names: string[];
  value: string;
  onChange(name: string): void;
  placeholder?: string;
  "aria-label"?: string;
};

/** A name that is known already or typed freely. Outside a `Field` it needs an `aria-label`. */
export function NameInput({ names, value, onChange, ...rest }: Props) {
  const listId = useId();
  return (
    <>
      <Input
        {...rest}
        list={listId}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={listId}>
        {[...new Set(names)].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
