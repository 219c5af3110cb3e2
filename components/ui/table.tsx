import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

/** What scrolls must be reachable by keyboard; a table without links has nothing else to focus. */
const KEYBOARD_SCROLL = { tabIndex: 0 };

/**
 * A table that scrolls inside its own frame: sideways when it is too wide, and from tablets up also downwards under a
 * header that stays. `label` names it for screen readers.
 */
export function Table({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      {...KEYBOARD_SCROLL}
      className={cn(
        "relative base:w-full overflow-x-auto rounded-[inherit] md:max-h-[75dvh] md:overflow-y-auto",
        className,
      )}
    >
      <table className="w-full border-separate border-spacing-0 text-sm">{children}</table>
    </section>
  );
}

/** The row of column headings. */
export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead>
      <tr>{children}</tr>
    </thead>
  );
}

/** The heading of a column. */
export function TableHeader({ numeric, className, ...rest }: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn(
        "sticky top-0 z-10 h-10 border-b bg-sunken px-4 text-xs font-medium whitespace-nowrap text-muted first:pl-5 last:pr-5",
        numeric ? "base:text-right" : "base:text-left",
        className,
      )}
    />
  );
}

/** The rows. */
export function TableBody({ children }: { children: ReactNode }) {
  return <tbody className="[&>tr:last-child>td]:border-b-0">{children}</tbody>;
}

/** One row. With a `TableLink` in it, the whole row can be pressed. */
export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return <tr {...rest} className={cn("group relative has-[a[data-row]]:hover:bg-hover", className)} />;
}

/** One cell; `numeric` sets figures flush right. */
export function TableCell({ numeric, className, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return (
    <td
      {...rest}
      className={cn(
        "h-12 border-b px-4 py-2 align-middle first:pl-5 last:pr-5 pointer-coarse:h-14",
        numeric && "base:text-right",
        className,
      )}
    />
  );
}

/** The link of a row, reaching over the whole of it. Other controls of the row need `relative z-1` to stay pressable. */
export function TableLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      data-row
      {...rest}
      className={cn(
        "font-medium text-ink after:absolute after:inset-0 group-hover:text-ember-ink",
        className,
      )}
    />
  );
}
