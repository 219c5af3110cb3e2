"use client";

import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type Props<Value extends string> = {
  /** Names the choice for screen readers. */
  label: string;
  options: readonly { value: Value; label: string; icon: ReactNode }[];
  value: Value;
  onChange: (value: Value) => void;
};

/** A choice of one, all options side by side. */
export function WidthSwitch<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  return (
    <fieldset className="inline-flex gap-0.5 rounded-md border bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={cn(
            "inline-flex h-8 items-center gap-1.5 rounded-sm px-2.5 text-sm hover:text-ink pointer-coarse:h-10 [&_svg]:size-4",
            option.value === value ? "bg-raised text-ink shadow-card" : "text-muted",
          )}
        >
          {option.icon}
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
