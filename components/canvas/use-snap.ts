"use client";

import { useCallback, useSyncExternalStore } from "react";

const KEY = "rekindle.canvas.snap";
const OFF = "off";

const listeners = new Set<() => void>();

/** Whether what is dragged keeps to the dots of the canvas; remembered in this browser, and on until switched off. */
export function useSnap(): [boolean, (snap: boolean) => void] {
  const snap = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => read() !== OFF,
    () => true,
  );
  const setSnap = useCallback((next: boolean) => {
    write(next ? "on" : OFF);
    for (const changed of listeners) changed();
  }, []);
  return [snap, setSnap];
}

/** Browsers may keep nothing, as in some private windows: then it holds for this page. */
let kept: string | null = null;

function read(): string | null {
  try {
    return localStorage.getItem(KEY) ?? kept;
  } catch {
    return kept;
  }
}

function write(value: string): void {
  kept = value;
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // `kept` is what there is.
  }
}
