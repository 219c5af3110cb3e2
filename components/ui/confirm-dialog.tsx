"use client";

import type { ReactNode } from "react";
import { lazyWindow } from "./lazy-window.tsx";

export type ConfirmDialogProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** One element that opens it. */
  trigger?: ReactNode;
  /** The question. */
  title: string;
  /** What will happen, and whether it can be undone. */
  description: ReactNode;
  /** The verb, such as "Delete profile". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: "danger" | "neutral";
  /** May take its time. Unless it answers a `Refusal` the dialog closes; what it throws is shown as well. */
  onConfirm: () => unknown;
  children?: ReactNode;
};

/** Nothing was done, and why, in the reader's language: the question stays, with this below it. */
export interface Refusal {
  refusal: string;
}

/** Asks before something that matters. Focus starts on the harmless answer. */
export const ConfirmDialog = lazyWindow<ConfirmDialogProps>(
  async () => (await import("./confirm-window.tsx")).ConfirmWindow,
);
