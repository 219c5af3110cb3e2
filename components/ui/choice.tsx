"use client";

import type { ReactNode } from "react";

type Props = {
  /** The same for all choices of one question. */
  name: string;
  checked: boolean;
  onChoose: () => void;
  label: ReactNode;
  /** What choosing it means. */
  help?: ReactNode;
};

/** One of several answers, as a line to press. They stand in a `fieldset` whose legend asks. */
export function Choice({ name, checked, onChoose, label, help }: Props) {
  return (
    <label className="flex min-h-control cursor-pointer items-start gap-2.5 rounded-md border px-3 py-2 text-sm has-checked:border-ember has-checked:bg-ember-soft has-focus-visible:outline-2 has-focus-visible:outline-ember">
      <input
        type="radio"
        name={name}
        checked={checked}
        onChange={onChoose}
        className="mt-0.5 size-4 shrink-0 accent-ember outline-none"
      />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <span className="block">{label}</span>
        {help && <span className="mt-0.5 block text-muted">{help}</span>}
      </span>
    </label>
  );
}
