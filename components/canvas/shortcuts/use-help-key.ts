"use client";

import { useEffect } from "react";
import { hasOwnKeys } from "./typing.ts";

/** The key that shows what all the others do, on the canvas and in the list. `show` must not change. */
export function useHelpKey(show: (help: boolean) => void): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      // The choice between the views keeps the focus, and nothing is typed there.
      const choosing = target instanceof HTMLInputElement && target.type === "radio";
      const place = choosing ? target.parentElement : target;
      if (event.defaultPrevented || event.isComposing || hasOwnKeys(place)) return;
      event.preventDefault();
      show(true);
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [show]);
}
