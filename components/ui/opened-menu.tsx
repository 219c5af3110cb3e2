"use client";

import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { MenuParts } from "./menu-parts.ts";

export type MenuProps = {
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  className?: string;
  children: ReactNode;
};

/** The menu itself; fetched, and open, when somebody first opens it. */
export function OpenedMenu({ trigger, align = "end", side = "bottom", className, children }: MenuProps) {
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          // Though drawn elsewhere, React hands its clicks on to what is around the trigger.
          onClick={(event) => event.stopPropagation()}
          className={cn(
            "z-50 max-h-(--radix-dropdown-menu-content-available-height) base:min-w-48 animate-pop-in overflow-y-auto rounded-md border bg-raised p-1 shadow-pop",
            className,
          )}
        >
          <MenuParts value={Radix}>{children}</MenuParts>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
