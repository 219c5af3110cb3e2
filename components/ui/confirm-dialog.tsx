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
  /** When it returns a promise the dialog waits for it. It closes when all went well and shows the message of an error. */
  onConfirm: () => unknown;
  children?: ReactNode;
};

/** Asks before something that matters. Focus starts on the harmless answer. */
export const ConfirmDialog = lazyWindow<ConfirmDialogProps>(
  async () => (await import("./confirm-window.tsx")).ConfirmWindow,
);
