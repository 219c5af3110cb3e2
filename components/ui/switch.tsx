"use client";

import { Switch as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";
import { cn } from "./cn.ts";

type Props = {
  /** What is on when it is on. Leave it out only where `aria-label` names the switch. */
  label?: ReactNode;
  help?: ReactNode;
  checked?: boolean;
  defaultChecked?: boolean;
  onCheckedChange?: (checked: boolean) => void;
  name?: string;
  disabled?: boolean;
  "aria-label"?: string;
  className?: string;
};

/** A setting that takes effect at once: text on the left, switch on the right. */
export function Switch({ label, help, className, ...rest }: Props) {
  const id = useId();
  const knob = (
    <Radix.Root
      {...rest}
      id={id}
      aria-describedby={help ? `${id}-help` : undefined}
      className={cn(
        "relative h-6 w-10 shrink-0 rounded-full border border-line-strong bg-line-strong transition-colors",
        "before:absolute before:-inset-x-1 before:-inset-y-2 pointer-coarse:before:-inset-y-3",
        "disabled:opacity-50 data-[state=checked]:border-ember data-[state=checked]:bg-ember",
        label == null && className,
      )}
    >
      <Radix.Thumb className="block size-4.5 translate-x-0.5 rounded-full bg-white shadow-card transition-transform data-[state=checked]:translate-x-4.5 dark:data-[state=checked]:bg-on-ember" />
    </Radix.Root>
  );
  if (label == null) return knob;

  return (
    <div className={cn("flex base:min-h-control items-start justify-between gap-4 base:py-2", className)}>
      <div className="min-w-0 text-sm">
        <label htmlFor={id} className="block cursor-pointer font-medium">
          {label}
        </label>
        {help && (
          <p id={`${id}-help`} className="mt-0.5 text-muted">
            {help}
          </p>
        )}
      </div>
      {knob}
    </div>
  );
}
