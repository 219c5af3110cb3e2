"use client";

import Link from "next/link";
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export type Tab = {
  value: string;
  label: string;
  icon?: ReactNode;
  /** How many things are behind it. */
  count?: number;
};

const LIST = "flex gap-1 overflow-x-auto border-b [scrollbar-width:none]";
const TAB =
  "relative inline-flex h-control shrink-0 items-center gap-2 rounded-t-md px-3 text-sm font-medium whitespace-nowrap text-muted " +
  "hover:text-ink focus-visible:-outline-offset-2 [&_svg]:size-4 " +
  "after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-full after:bg-transparent";

/** Views of one page, of which one shows. Holds one `TabPanel` per tab. */
export function Tabs({
  tabs,
  label,
  value,
  defaultValue = tabs[0]?.value,
  onValueChange,
  className,
  children,
}: {
  tabs: readonly Tab[];
  /** Names the row of tabs for screen readers. */
  label: string;
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Radix.Root
      value={value}
      defaultValue={value === undefined ? defaultValue : undefined}
      onValueChange={onValueChange}
      className={cn("min-w-0", className)}
    >
      <Radix.List aria-label={label} className={LIST}>
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className={cn(TAB, "data-[state=active]:text-ink data-[state=active]:after:bg-ember")}
          >
            <TabText tab={tab} />
          </Radix.Trigger>
        ))}
      </Radix.List>
      {children}
    </Radix.Root>
  );
}

/** What one tab shows. */
export function TabPanel({
  value,
  className,
  children,
}: {
  value: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Radix.Content value={value} className={cn("pt-5", className)}>
      {children}
    </Radix.Content>
  );
}

/** Tabs that are pages of their own, each with its address in `value`. */
export function TabLinks({ tabs, label, current }: { tabs: readonly Tab[]; label: string; current: string }) {
  return (
    <nav aria-label={label} className={LIST}>
      {tabs.map((tab) => (
        <Link
          key={tab.value}
          href={tab.value}
          aria-current={tab.value === current ? "page" : undefined}
          className={cn(TAB, "aria-[current=page]:text-ink aria-[current=page]:after:bg-ember")}
        >
          <TabText tab={tab} />
        </Link>
      ))}
    </nav>
  );
}

function TabText({ tab }: { tab: Tab }) {
  return (
    <>
      {tab.icon}
      {tab.label}
      {tab.count !== undefined && (
        <span data-figures className="rounded-full bg-sunken px-1.5 text-xs leading-5 text-muted">
          {tab.count}
        </span>
      )}
    </>
  );
}
