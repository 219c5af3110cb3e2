"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";

type Props = {
  title: string;
  /** Something in it is filled in, so it is open from the start. */
  filledIn: boolean;
  /** Something in it has to be mended, so it is opened. */
  wrong: boolean;
  children: ReactNode;
};

/** Settings that most people leave as they are, behind their heading. */
export function FoldedSection({ title, filledIn, wrong, children }: Props) {
  const [open, setOpen] = useState(filledIn);
  return (
    <details
      className="group border-t pt-3 first:border-t-0 first:pt-0"
      open={open || wrong}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="flex min-h-control list-none items-center gap-2">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90"
        />
        <h3 className="text-base">{title}</h3>
      </summary>
      <div className="flex flex-col gap-5 pt-3">{children}</div>
    </details>
  );
}
