"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";
import { cn } from "./cn.ts";

type Props = {
  /** What ticking it means. Leave it out only where `aria-label` names the box, as in a table. */
  label?: ReactNode;
  help?: ReactNode;
  checked?: boolean | "indeterminate";
  defaultChecked?: boolean;
  onCheckedChange?: (checked: boolean) => void;
  name?: string;
  value?: string;
  disabled?: boolean;
  required?: boolean;
  "aria-label"?: string;
  className?: string;
};

/** A box to tick, with its label. */
export function Checkbox({ label, help, onCheckedChange, className, ...rest }: Props) {
  const id = useId();
  const box = (
    <Radix.Root
      {...rest}
      id={id}
      onCheckedChange={(checked) => onCheckedChange?.(checked === true)}
      aria-describedby={help ? `${id}-help` : undefined}
      className={cn(
        "group relative flex size-5 shrink-0 items-center justify-center rounded-[0.3125rem] border border-line-strong bg-raised",
        "before:absolute before:-inset-2 pointer-coarse:before:-inset-3",
        "transition-colors hover:border-muted disabled:opacity-50",
        "data-[state=checked]:border-ember data-[state=checked]:bg-ember data-[state=checked]:text-on-ember",
        "data-[state=indeterminate]:border-ember data-[state=indeterminate]:bg-ember data-[state=indeterminate]:text-on-ember",
        label == null && className,
      )}
    >
      <Radix.Indicator>
        <Check
          aria-hidden="true"
          strokeWidth={3}
          className="size-3.5 group-data-[state=indeterminate]:hidden"
        />
        <Minus
          aria-hidden="true"
          strokeWidth={3}
          className="hidden size-3.5 group-data-[state=indeterminate]:block"
        />
      </Radix.Indicator>
    </Radix.Root>
  );
  if (label == null) return box;

  return (
    <div className={cn("flex base:min-h-control-sm items-start gap-3 base:py-2", className)}>
      {box}
      <div className="min-w-0 text-sm leading-5">
        <label htmlFor={id} className="block cursor-pointer">
          {label}
        </label>
        {help && (
          <p id={`${id}-help`} className="mt-0.5 text-muted">
            {help}
          </p>
        )}
      </div>
    </div>
  );
}
