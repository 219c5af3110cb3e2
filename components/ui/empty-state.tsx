import type { ReactNode } from "react";
import { cn } from "./cn.ts";

type Props = {
  icon?: ReactNode;
  title: string;
  /** What will be here, and how it gets here. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** What a list shows while it has nothing: what belongs here and the first step to it. */
export function EmptyState({ icon, title, children, action, className }: Props) {
  return (
    <div className={cn("flex flex-col items-center base:px-6 base:py-12 text-center", className)}>
      {icon && (
        <span
          aria-hidden="true"
          className="mb-4 flex size-13 items-center justify-center rounded-xl border border-ember-line bg-ember-soft text-ember-ink [&_svg]:size-6"
        >
          {icon}
        </span>
      )}
      <h2 className="text-base">{title}</h2>
      {children && <div className="mt-1.5 max-w-[26rem] text-sm text-balance text-muted">{children}</div>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
