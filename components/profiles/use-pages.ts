"use client";

import { type RefObject, useCallback, useEffect, useState } from "react";
import { nextCursors } from "./next-cursors.ts";
import type { ListCursor } from "./outputs.ts";

/** How far outside of what is seen rows are there already. */
const MARGIN_PX = 1_200;

/**
 * Where each page of a list begins, as far as it is known: the first, and one behind each that was loaded. Only cursors
 * are kept, so that a list of a million people takes no more memory than what is on the screen.
 */
export function usePages() {
  const [cursors, setCursors] = useState<ListCursor[]>([null]);
  /** A page that is loaded tells where the next one begins. */
  const loaded = useCallback((index: number, next: ListCursor) => {
    setCursors((known) => nextCursors(known, index, next));
  }, []);
  return { cursors, loaded };
}

/** Whether an element is on the screen, or nearly so, inside whatever it scrolls in. */
export function useNearby(element: RefObject<HTMLElement | null>, atFirst: boolean): boolean {
  const [nearby, setNearby] = useState(atFirst);
  useEffect(() => {
    if (!element.current || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver((entries) => setNearby(entries.at(-1)!.isIntersecting), {
      root: scrollerOf(element.current),
      rootMargin: `${MARGIN_PX}px 0px`,
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return nearby;
}

/** The frame that it scrolls down in; null for the page itself. */
function scrollerOf(element: HTMLElement): HTMLElement | null {
  const frame = element.closest("section");
  return frame && window.getComputedStyle(frame).maxHeight !== "none" ? frame : null;
}
