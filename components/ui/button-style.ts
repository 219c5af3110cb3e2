import { cn } from "./cn.ts";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const VARIANT: Record<ButtonVariant, string> = {
  primary: "bg-ember text-on-ember shadow-button hover:bg-ember-hover",
  secondary: "border border-line-strong/60 bg-raised text-ink shadow-card hover:bg-sunken",
  ghost: "text-ink hover:bg-hover data-[state=open]:bg-hover",
  danger: "bg-danger-solid text-on-danger shadow-button hover:bg-danger-solid-hover",
};

const SIZE: Record<ButtonSize, string> = {
  sm: "h-control-sm px-3 text-sm",
  md: "h-control px-4 text-sm",
  lg: "h-11 px-5 text-[0.9375rem]",
};

/** The look shared by buttons and by links that act like one. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return cn(
    "inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap",
    "transition-colors duration-100 active:translate-y-px",
    "disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-60",
    "[&_svg]:size-4 [&_svg]:shrink-0",
    VARIANT[variant],
    SIZE[size],
    className,
  );
}
