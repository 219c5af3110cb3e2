"use client";

import { type RefObject, useCallback, useEffect, useState } from "react";
import { CALM_QUERY } from "../use-media.ts";
import { FOCUS_AFTER_MS } from "./focus-after.ts";
import type { Row } from "./rows.ts";

type List = RefObject<HTMLElement | null>;

/**
 * Which row the Tab key comes to, and moving the focus there. A row that is gone hands its focus to the one that took
 * its place.
 */
export function useRowFocus(list: List, rows: readonly Row[]) {
  const [active, setActive] = useState<{ key: string; index: number } | null>(null);
  const [wanted, setWanted] = useState<string[] | null>(null);
  const there = rows.some(({ key }) => key === active?.key);
  const instead = rows[Math.min(active?.index ?? 0, rows.length - 1)]?.key ?? null;
  const current = active && there ? active.key : instead;

  const enter = useCallback(
    (key: string) => setActive({ key, index: rows.findIndex((row) => row.key === key) }),
    [rows],
  );
  /** Of several the first that is there when it is time. */
  const focus = useCallback((...keys: string[]) => setWanted(keys), []);

  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => wanted.some((key) => focusRow(list.current, key)), FOCUS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [wanted, list]);

  const lost = active !== null && !there;
  useEffect(() => {
    // Undo may take away the very step that has the focus.
    if (lost && current !== null && hasNoFocus()) focusRow(list.current, current);
  }, [lost, current, list]);

  return { current, enter, focus };
}

export function hasNoFocus(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** Moves the focus to a row and brings it into sight; answers whether the row is there. */
export function focusRow(list: HTMLElement | null, key: string): boolean {
  const main = mainOfRow(list, key);
  if (!main) return false;
  main.focus({ preventScroll: true });
  showRow(list, key);
  return true;
}

export function showRow(list: HTMLElement | null, key: string): void {
  const behavior = window.matchMedia(CALM_QUERY).matches ? "instant" : "smooth";
  rowOf(list, key)?.scrollIntoView({ block: "nearest", behavior });
}

/** What of a row takes the focus. */
export function mainOfRow(list: HTMLElement | null, key: string): HTMLElement | null {
  return rowOf(list, key)?.querySelector<HTMLElement>("[data-row-main]") ?? null;
}

function rowOf(list: HTMLElement | null, key: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`) ?? null;
}
