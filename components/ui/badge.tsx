import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { TONE_SOFT, type Tone } from "./tone.ts";

/** A tone, or the group of a node on the canvas. */
export type BadgeTone = Tone | "trigger" | "action" | "flow";

const STYLE: Record<BadgeTone, string> = {
  ...TONE_SOFT,
  trigger: "bg-node-trigger-soft border-node-trigger-line text-node-trigger",
  action: "bg-node-action-soft border-node-action-line text-node-action",
  flow: "bg-node-flow-soft border-node-flow-line text-node-flow",
};

type Props = {
  tone?: BadgeTone;
  /** A dot before the text, for states such as live or paused. */
  dot?: boolean;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A short word on the state or kind of something. The word says it; the colour only repeats it. */
export function Badge({ tone = "neutral", dot = false, icon, className, children }: Props) {
  return (
    <span
      className={cn(
        "base:inline-flex h-6 max-w-full items-center gap-1.5 rounded-full border px-2.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0",
        STYLE[tone],
        className,
      )}
    >
      {dot && <span aria-hidden="true" className="size-1.5 shrink-0 rounded-full bg-current" />}
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}
