import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { TONE_TEXT, type Tone } from "./tone.ts";

type Props = {
  label: string;
  /** The figure, already worded. */
  value: ReactNode;
  /** What it is compared with, or its span of time. */
  hint?: ReactNode;
  hintTone?: Tone;
  icon?: ReactNode;
  /** Where the things behind the figure are listed. */
  href?: string;
  className?: string;
};

/** One figure with its name. */
export function Stat({ label, value, hint, hintTone = "neutral", icon, href, className }: Props) {
  return (
    <div
      className={cn(
        "relative min-w-0 rounded-lg border bg-surface px-5 py-4 shadow-card",
        href && "transition-colors hover:border-line-strong",
        className,
      )}
    >
      <p className="flex items-center gap-2 text-sm text-muted [&_svg]:size-4">
        {icon}
        {href ? (
          <Link href={href} className="after:absolute after:inset-0 after:rounded-lg">
            {label}
          </Link>
        ) : (
          label
        )}
      </p>
      <p data-figures className="mt-1.5 text-[1.75rem] leading-tight font-semibold tracking-[-0.03em]">
        {value}
      </p>
      {hint && <p className={cn("mt-1 text-sm", TONE_TEXT[hintTone])}>{hint}</p>}
    </div>
  );
}
