"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";
import { CONTROL_STYLE } from "./control-style.ts";
import { useFieldWiring } from "./field.tsx";

/** A one-line text input. Outside a `Field` it needs an `aria-label`. */
export function Input({
  icon,
  className,
  ...rest
}: ComponentProps<"input"> & {
  /** Decoration inside the left end, such as a magnifying glass. */
  icon?: ReactNode;
}) {
  const wiring = useFieldWiring();
  const input = (
    <input
      {...wiring}
      {...rest}
      className={cn(CONTROL_STYLE, "base:h-control", icon != null && "pl-9", className)}
    />
  );
  if (icon == null) return input;
  return (
    <span className="relative block w-full">
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted [&_svg]:size-4"
      >
        {icon}
      </span>
      {input}
    </span>
  );
}
