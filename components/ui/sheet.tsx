"use client";

import type { ReactNode } from "react";
import { lazyWindow } from "./lazy-window.tsx";

export type SheetProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** One element that opens it. */
  trigger?: ReactNode;
  title: string;
  description?: ReactNode;
  /** `false` leaves the page behind it usable, as beside the canvas. */
  modal?: boolean;
  footer?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A panel at the right edge; on phones it rises from the bottom. */
export const Sheet = lazyWindow<SheetProps>(async () => (await import("./sheet-window.tsx")).SheetWindow);
