import { cn } from "./cn.ts";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const VARIANT: Record<ButtonVariant, string> = {
  primary: "base:bg-ember base:text-on-ember shadow-button hover:bg-ember-hover",
  secondary: "border border-line-strong/60 base:bg-raised base:text-ink shadow-card hover:bg-sunken",
  ghost: "base:text-ink hover:bg-hover data-[state=open]:bg-hover",
  danger: "base:bg-danger-solid base:text-on-danger shadow-button hover:bg-danger-solid-hover",
};

const SIZE: Record<ButtonSize, string> = {
  sm: "base:h-control-sm base:px-3 base:text-sm",
  md: "base:h-control base:px-4 base:text-sm",
  lg: "base:h-11 base:px-5 base:text-[0.9375rem]",
};

/** The look shared by buttons and by links that act like one. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return cn(
    "inline-flex base:shrink-0 select-none items-center base:justify-center gap-2 rounded-md font-medium base:whitespace-nowrap",
    "transition-colors duration-100 base:active:translate-y-px",
    "disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-60",
    "[&_svg]:size-4 [&_svg]:shrink-0",
    VARIANT[variant],
    SIZE[size],
    className,
  );
}
