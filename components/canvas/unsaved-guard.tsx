"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { useLeaveGuard } from "#components/ui/use-leave-guard.tsx";
import type { SaveState } from "./autosaver.ts";

/** Asks before somebody goes to another page while a clash is not decided, or the last changes could not be saved. */
export function UnsavedGuard({ state }: { state: SaveState<unknown> }): ReactNode {
  const t = useTranslations("canvas.save.leaving");
  const isChanged = state.kind !== "saved";
  useEffect(() => {
    // When it asks, the server may be out of reach, and with it the window that asks.
    if (isChanged) import("#components/ui/confirm-window.tsx").catch(() => {});
  }, [isChanged]);
  const why = state.kind === "conflict" ? "conflict" : "failed";
  return useLeaveGuard(state.kind === "conflict" || state.kind === "failed", {
    title: t(`${why}.title`),
    description: t(`${why}.description`),
  });
}
