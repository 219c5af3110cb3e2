import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";
import { TONE_SOFT, type Tone } from "./tone.ts";

const ICON: Record<Tone, ReactNode> = {
  neutral: <Info />,
  ember: <Info />,
  success: <CircleCheck />,
  warning: <TriangleAlert />,
  danger: <CircleAlert />,
  info: <Info />,
};

type Props = Omit<ComponentProps<"div">, "title"> & {
  tone?: Tone;
  title?: ReactNode;
  /** Instead of the tone's own icon. */
  icon?: ReactNode;
  /** A button or link that deals with it. */
  action?: ReactNode;
  /** Spans the page edge to edge, as in the frame. */
  wide?: boolean;
};

/** A message that stays until its cause is gone. Give it `role="alert"` when it appears after an action. */
export function Banner({
  tone = "info",
  title,
  icon,
  action,
  wide = false,
  className,
  children,
  ...rest
}: Props) {
  return (
    <div
      {...rest}
      className={cn(
        "flex flex-col gap-2 border base:px-4 base:py-3 text-sm sm:flex-row sm:items-center sm:justify-between sm:gap-4",
        wide ? "border-x-0 border-t-0 sm:px-6 lg:px-8" : "rounded-md",
        TONE_SOFT[tone],
        className,
      )}
    >
      <div className="flex min-w-0 items-start gap-2.5">
        <span aria-hidden="true" className="mt-0.5 [&_svg]:size-4.5">
          {icon ?? ICON[tone]}
        </span>
        <div className="min-w-0 [overflow-wrap:anywhere]">
          {title && <p className="font-medium">{title}</p>}
          {children && <div className="text-ink">{children}</div>}
        </div>
      </div>
      {action && <div className="flex shrink-0 flex-wrap gap-2 max-sm:pl-7">{action}</div>}
    </div>
  );
}
