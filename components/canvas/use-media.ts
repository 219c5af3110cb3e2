"use client";

import { useSyncExternalStore } from "react";

/** Below this width the palette and the settings rise from the bottom. */
export const PHONE_QUERY = "(max-width: 767px)";
/** Below this width the settings do not fit beside the canvas. */
export const NARROW_QUERY = "(max-width: 1099px)";
export const CALM_QUERY = "(prefers-reduced-motion: reduce)";

/** Whether a media query holds; false on the server. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}
