"use client";

import { useLayoutEffect } from "react";
import { readChoice } from "./theme.tsx";

/**
 * Puts the look on the document once more: of an address that leads nowhere the browser gets a bare document whose head
 * runs no script, and React draws the rest.
 */
export function KeepTheme() {
  useLayoutEffect(() => {
    const choice = readChoice();
    const isDark =
      choice === "dark" || (choice === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.classList.toggle("dark", isDark);
  }, []);
  return null;
}
