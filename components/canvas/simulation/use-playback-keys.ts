"use client";

import { type RefObject, useEffect } from "react";
import type { Playback } from "./use-playback.ts";

/** Where keys have a meaning of their own. */
const TYPING = "input, textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=tablist]";
const PRESSABLE = "button, summary, a";

/** While the panel has the focus, space plays and pauses, and the arrow keys step. */
export function usePlaybackKeys(panel: RefObject<HTMLElement | null>, playback: Playback) {
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    function press(event: KeyboardEvent) {
      const from = event.target instanceof Element ? event.target : null;
      if (event.ctrlKey || event.metaKey || event.altKey || from?.closest(TYPING)) return;
      if (event.key === " " && from?.closest(PRESSABLE)) return;
      const act = { " ": playback.toggle, ArrowRight: playback.step, ArrowLeft: playback.back }[event.key];
      if (!act) return;
      event.preventDefault();
      // The canvas would move what is selected there.
      event.stopPropagation();
      act();
    }
    element.addEventListener("keydown", press);
    return () => element.removeEventListener("keydown", press);
  });
}
