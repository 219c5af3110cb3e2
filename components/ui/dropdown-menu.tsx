"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import {
  type ComponentProps,
  cloneElement,
  lazy,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
} from "react";
import { cn } from "./cn.ts";
import { useMenuParts } from "./menu-parts.ts";
import type { MenuProps } from "./opened-menu.tsx";

const ITEM =
  "relative flex min-h-control-sm cursor-pointer items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-sm outline-none select-none " +
  "data-disabled:pointer-events-none data-disabled:opacity-50 base:data-highlighted:bg-hover " +
  "[&_svg]:size-4 [&_svg]:shrink-0";

const fetchMenu = () => import("./opened-menu.tsx");
const OpenedMenu = lazy(async () => ({ default: (await fetchMenu()).OpenedMenu }));

/** A menu of actions that opens from `trigger`, one element that can take focus. */
export function DropdownMenu(props: MenuProps) {
  const [used, setUsed] = useState(false);
  const closed = cloneElement(props.trigger as ReactElement<ComponentProps<"button">>, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: fetchMenu,
    onFocus: fetchMenu,
    onClick: () => setUsed(true),
    onKeyDown: (event) => event.key === "ArrowDown" && setUsed(true),
  });
  if (!used) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenedMenu {...props} />
    </Suspense>
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
  const Radix = useMenuParts();
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
  const Radix = useMenuParts();
  return <Radix.Label className="px-2.5 pt-2 pb-1 text-xs text-muted">{children}</Radix.Label>;
}

/** A line between groups of actions. */
export function DropdownMenuSeparator() {
  const Radix = useMenuParts();
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
  const Radix = useMenuParts();
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
