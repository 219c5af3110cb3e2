"use client";

import { useSyncExternalStore } from "react";
import { THEME_EVENT, THEME_STORAGE_KEY, type ThemeChoice } from "./theme-script.ts";

/** The reader's choice of look and the way to change it. On the server it is `system`. */
export function useTheme(): { theme: ThemeChoice; setTheme: (choice: ThemeChoice) => void } {
  const theme = useSyncExternalStore(subscribe, readChoice, () => "system" as const);
  return { theme, setTheme };
}

function subscribe(changed: () => void) {
  window.addEventListener("storage", changed);
  window.addEventListener(THEME_EVENT, changed);
  return () => {
    window.removeEventListener("storage", changed);
    window.removeEventListener(THEME_EVENT, changed);
  };
}

/** What the reader chose in this browser. */
export function readChoice(): ThemeChoice {
  const stored = storage()?.getItem(THEME_STORAGE_KEY);
  return stored === "light" || stored === "dark" ? stored : "system";
}

function setTheme(choice: ThemeChoice) {
  if (choice === "system") storage()?.removeItem(THEME_STORAGE_KEY);
  else storage()?.setItem(THEME_STORAGE_KEY, choice);
  window.dispatchEvent(new Event(THEME_EVENT));
}

/** Where cookies are blocked, merely touching the storage throws. */
function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
