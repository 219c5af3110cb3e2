import type { ReactNode } from "react";

/** A key on the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5.5 min-w-5.5 items-center justify-center rounded-[0.3125rem] border border-b-2 bg-sunken px-1.5 font-sans text-xs text-muted">
      {children}
    </kbd>
  );
}
