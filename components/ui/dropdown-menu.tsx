"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

const ITEM =
  "relative flex min-h-control-sm cursor-pointer items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-sm outline-none select-none " +
  "data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-hover " +
  "[&_svg]:size-4 [&_svg]:shrink-0";

/** A menu of actions that opens from `trigger`, one element that can take focus. */
export function DropdownMenu({
  trigger,
  align = "end",
  side = "bottom",
  className,
  children,
}: {
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  className?: string;
  children: ReactNode;
}) {
  return (
    <Radix.Root modal={false}>
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
            "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 animate-pop-in overflow-y-auto rounded-md border bg-raised p-1 shadow-pop",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ItemProps = {
  icon?: ReactNode;
  /** What choosing it does; an item with `href` leads there instead. */
  onSelect?: () => void;
  href?: string;
  tone?: "neutral" | "danger";
  disabled?: boolean;
  children: ReactNode;
};

/** One action, or with `href` one link. */
export function DropdownMenuItem({ icon, onSelect, href, tone = "neutral", disabled, children }: ItemProps) {
  const inside = (
    <>
      {icon && <span className={cn("flex", tone === "neutral" && "text-muted")}>{icon}</span>}
      <span className="min-w-0 flex-1">{children}</span>
    </>
  );
  return (
    <Radix.Item
      asChild={href !== undefined}
      disabled={disabled}
      onSelect={onSelect}
      className={cn(ITEM, tone === "danger" && "text-danger data-highlighted:bg-danger-soft")}
    >
      {href === undefined ? inside : <Link href={href}>{inside}</Link>}
    </Radix.Item>
  );
}

/** A heading inside a menu. */
export function DropdownMenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 pt-2 pb-1 text-xs text-muted">{children}</Radix.Label>;
}

/** A line between groups of actions. */
export function DropdownMenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

/** A choice of one inside a menu; choosing leaves the menu open, so that its effect can be seen. */
export function DropdownMenuChoice<Value extends string>({
  value,
  onValueChange,
  options,
}: {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
}) {
  return (
    <Radix.RadioGroup
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onValueChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          onSelect={(event) => event.preventDefault()}
          className={ITEM}
        >
          {option.icon && <span className="flex text-muted">{option.icon}</span>}
          <span className="min-w-0 flex-1">{option.label}</span>
          <Radix.ItemIndicator className="text-ember-ink">
            <Check aria-hidden="true" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
