import type { ReactNode } from "react";

export type Tab = {
  value: string;
  label: string;
  icon?: ReactNode;
  /** How many things are behind it. */
  count?: number;
};

export const TAB_LIST = "flex gap-1 overflow-x-auto border-b [scrollbar-width:none]";
export const TAB =
  "relative inline-flex h-control shrink-0 items-center gap-2 rounded-t-md px-3 text-sm font-medium whitespace-nowrap text-muted " +
  "hover:text-ink focus-visible:-outline-offset-2 [&_svg]:size-4 " +
  "after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-full after:bg-transparent";

/** What one tab shows. */
export function TabText({ tab }: { tab: Tab }) {
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
