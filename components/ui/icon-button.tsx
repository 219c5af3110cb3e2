"use client";

import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";

type Props = Omit<ComponentProps<typeof Button>, "children" | "icon" | "aria-label"> & {
  /** What pressing it does, for screen readers and, unless `tooltip` says otherwise, the tooltip. */
  label: string;
  /** Another text for the tooltip, or `false` for none. */
  tooltip?: string | false;
  /** The icon. */
  children: ReactNode;
};

/** A square button that shows only an icon. */
export function IconButton({
  label,
  tooltip,
  variant = "ghost",
  size = "md",
  className,
  children,
  ...rest
}: Props) {
  return (
    <Button
      {...rest}
      variant={variant}
      size={size}
      aria-label={label}
      data-tooltip={tooltip === false ? undefined : (tooltip ?? label)}
      icon={children}
      className={cn("px-0", size === "sm" ? "w-control-sm" : size === "lg" ? "w-11" : "w-control", className)}
    />
  );
}
