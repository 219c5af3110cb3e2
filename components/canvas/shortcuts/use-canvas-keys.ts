"use client";

import { useEffect, useRef } from "react";
import type { CanvasActions } from "../use-canvas-actions.ts";
import { hasOwnKeys, isBesideSteps } from "./typing.ts";

/**
 * The keys of the canvas beside undo and redo, the clipboard (`useClipboard`) and those of React Flow (arrows, Enter).
 */
export function useCanvasKeys(actions: CanvasActions, locked: boolean) {
  const newest = useRef({ actions, locked });
  newest.current = { actions, locked };

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || hasOwnKeys(event.target)) return;
      const act = actionOf(event, newest.current);
      if (!act) return;
      event.preventDefault();
      act();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

type Means = { actions: CanvasActions; locked: boolean };

function actionOf(event: KeyboardEvent, { actions, locked }: Means): (() => void) | null {
  const mod = event.ctrlKey || event.metaKey;
  if (mod) {
    if (event.altKey || event.shiftKey || isBesideSteps(event.target)) return null;
    const key = event.key.toLowerCase();
    if (key === "a") return actions.selectAll;
    return key === "d" && !locked ? actions.duplicate : null;
  }
  if (event.altKey && event.shiftKey) {
    // With Alt, keyboards of a Mac type other letters.
    if (event.code === "KeyF") return actions.fit;
    if (locked) return null;
    if (event.code === "KeyT") return () => void actions.tidy();
    return event.code === "KeyN" ? actions.addNote : null;
  }
  if (event.altKey) return null;
  if (event.key === "Delete" || event.key === "Backspace")
    return locked || isBesideSteps(event.target) ? null : actions.removeSelected;
  return event.key === "Escape" ? actions.letGo : null;
}
