"use client";

import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

type Props = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** One element that opens it. */
  trigger: ReactNode;
  /** Names it for screen readers. */
  label: string;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  className?: string;
  children: ReactNode;
};

/** A small panel beside the element that opened it. */
export function Popover(props: Props) {
  const { open, onOpenChange, trigger, label, align = "start", side = "bottom", className, children } = props;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            "z-50 max-h-(--radix-popover-content-available-height) base:w-80 max-w-[calc(100vw-1rem)] animate-pop-in overflow-y-auto rounded-lg border bg-raised base:p-4 text-sm shadow-pop outline-none",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
