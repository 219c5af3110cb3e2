"use client";

import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { TAB, TAB_LIST, type Tab, TabText } from "./tab-text.tsx";

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
      <Radix.List aria-label={label} className={TAB_LIST}>
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
    <Radix.Content value={value} className={cn("base:pt-5", className)}>
      {children}
    </Radix.Content>
  );
}
