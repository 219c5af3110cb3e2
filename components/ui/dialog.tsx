"use client";

import type { ReactNode } from "react";
import { lazyWindow } from "./lazy-window.tsx";

export type DialogProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** One element that opens it. */
  trigger?: ReactNode;
  title: string;
  description?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** The closing actions, the main one last. */
  footer?: ReactNode;
  children?: ReactNode;
};

/** A window over the page that must be answered or closed first. The inside scrolls; head and foot stay. */
export const Dialog = lazyWindow<DialogProps>(async () => (await import("./dialog-window.tsx")).DialogWindow);
