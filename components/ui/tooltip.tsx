"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

const OPEN_DELAY_MS = 350;

/** Lets neighbouring tooltips open without a new delay. The root layout holds the one provider. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Radix.Provider delayDuration={OPEN_DELAY_MS}>{children}</Radix.Provider>;
}

/** A short hint on hover and focus. Never the only place of an information: a finger cannot hover. */
export function Tooltip({
  content,
  side = "top",
  children,
}: {
  content: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  /** One element that can take focus. */
  children: ReactNode;
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-60 max-w-64 animate-fade-in rounded-sm bg-ink px-2.5 py-1.5 text-xs leading-snug text-page shadow-pop"
        >
          {content}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
