"use client";

import Link from "next/link";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style.ts";
import { Spinner } from "./spinner.tsx";

type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode };

/**
 * A button; `type` is "button" unless said otherwise. While `loading` it shows a spinner and ignores presses, but
 * keeps the keyboard focus.
 */
export function Button({
  variant = "secondary",
  size = "md",
  icon,
  loading = false,
  type = "button",
  className,
  children,
  onClick,
  ...rest
}: ComponentProps<"button"> & Look & { loading?: boolean }) {
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (loading) {
      event.preventDefault();
      return;
    }
    onClick?.(event);
  }

  return (
    <button
      {...rest}
      type={type}
      onClick={press}
      aria-busy={loading || undefined}
      aria-disabled={loading || undefined}
      className={buttonStyle(variant, size, className)}
    >
      {loading ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({
  variant = "secondary",
  size = "md",
  icon,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & Look) {
  return (
    <Link {...rest} className={buttonStyle(variant, size, className)}>
      {icon}
      {children}
    </Link>
  );
}
