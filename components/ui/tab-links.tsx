"use client";

import Link from "next/link";
import { cn } from "./cn.ts";
import { TAB, TAB_LIST, type Tab, TabText } from "./tab-text.tsx";

/** Tabs that are pages of their own, each with its address in `value`. */
export function TabLinks({ tabs, label, current }: { tabs: readonly Tab[]; label: string; current: string }) {
  return (
    <nav aria-label={label} className={TAB_LIST}>
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
