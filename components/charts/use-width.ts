"use client";

import { type RefObject, useEffect, useState } from "react";

/** What is drawn before the page is laid out, and where nothing is measured. */
const WIDTH_AT_FIRST_PX = 640;
const WIDTH_MIN_PX = 240;

/** How wide an element is, in CSS pixels, whenever that changes. */
export function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(WIDTH_AT_FIRST_PX);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(WIDTH_MIN_PX, Math.floor(entry.contentRect.width)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
