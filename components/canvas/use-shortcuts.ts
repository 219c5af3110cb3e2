"use client";

import { useEffect } from "react";
import { isTextField } from "./shortcuts/typing.ts";

/** Ctrl or Cmd with Z, Shift+Z or Y, unless the keys belong to a text field, which has an undo of its own. */
export function useShortcuts({ undo, redo, off }: { undo(): void; redo(): void; off: boolean }) {
  useEffect(() => {
    if (off) return;
    function press(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTextField(event.target)) return;
      const key = event.key.toLowerCase();
      const wanted = key === "y" || (key === "z" && event.shiftKey) ? redo : key === "z" ? undo : null;
      if (!wanted) return;
      event.preventDefault();
      wanted();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [undo, redo, off]);
}
