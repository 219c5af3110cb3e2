"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { FOCUS_AFTER_MS } from "./focus-after.ts";

/** Around the settings of a step: the list leads the focus here, and Escape leads it back. */
export function SettingsFrame({
  onEscape,
  children,
}: {
  onEscape: (() => void) | null;
  children: ReactNode;
}) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element || !onEscape) return;
    const press = (event: KeyboardEvent) => {
      // What closed an open menu or choice inside says so.
      if (event.key === "Escape" && !event.defaultPrevented) onEscape();
    };
    element.addEventListener("keydown", press);
    return () => element.removeEventListener("keydown", press);
  }, [onEscape]);
  return (
    <div ref={frame} tabIndex={-1} data-step-settings className="outline-none">
      {children}
    </div>
  );
}

/** Moves the focus into the settings of the step that was just chosen. */
export function focusSettings(): void {
  setTimeout(() => {
    document.querySelector<HTMLElement>("[data-step-settings]")?.focus();
  }, FOCUS_AFTER_MS);
}
