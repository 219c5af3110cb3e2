import type { ReactNode } from "react";
import type { ExternalToast } from "sonner";

export type ToastKind = "plain" | "success" | "error" | "warning" | "info";
export interface ToastCall {
  kind: ToastKind;
  title: ReactNode;
  options?: ExternalToast;
}

/** How long an offer to undo stays. */
export const UNDO_MS = 10_000;

const waiting: ToastCall[] = [];
let show: ((call: ToastCall) => void) | null = null;
let onFirst = () => {};

function tell(kind: ToastKind, title: ReactNode, options?: ExternalToast): void {
  const call = { kind, title, options };
  if (show) show(call);
  else {
    waiting.push(call);
    onFirst();
  }
}

/**
 * Tells in a corner what became of something: `toast("Removed", { action })`, `toast.success("Saved")`, `.error`,
 * `.warning`, `.info`. The library that shows it is fetched after the page, which is usable without.
 */
export const toast = Object.assign(
  (title: ReactNode, options?: ExternalToast) => tell("plain", title, options),
  {
    success: (title: ReactNode, options?: ExternalToast) => tell("success", title, options),
    error: (title: ReactNode, options?: ExternalToast) => tell("error", title, options),
    warning: (title: ReactNode, options?: ExternalToast) => tell("warning", title, options),
    info: (title: ReactNode, options?: ExternalToast) => tell("info", title, options),
  },
);

/** Calls back when there is something to show and nobody who could; answers with how to stop listening. */
export function whenToastWaits(callback: () => void): () => void {
  onFirst = callback;
  if (waiting.length > 0) callback();
  return () => {
    onFirst = () => {};
  };
}

/** Shows what has been waiting, and from then on everything; answers with how to stop. */
export function showToasts(by: (call: ToastCall) => void): () => void {
  show = by;
  for (const call of waiting.splice(0)) by(call);
  return () => {
    show = null;
  };
}
