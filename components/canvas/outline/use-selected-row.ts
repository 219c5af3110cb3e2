"use client";

import { type RefObject, useEffect, useRef } from "react";
import { FOCUS_AFTER_MS } from "./focus-after.ts";
import { stepKey } from "./rows.ts";
import { focusRow, hasNoFocus, showRow } from "./use-row-focus.ts";

/** The settings slide in first; only then is it known what can be seen. */
const SETTLE_MS = 260;

/** Brings the step whose settings are open into sight, and gives it the focus back when they are closed. */
export function useSelectedRow(list: RefObject<HTMLElement | null>, nodeId: string | null) {
  const last = useRef<string | null>(null);
  useEffect(() => {
    const before = last.current;
    last.current = nodeId;
    if (nodeId !== null) {
      const timer = setTimeout(() => showRow(list.current, stepKey(nodeId)), SETTLE_MS);
      return () => clearTimeout(timer);
    }
    if (before === null) return;
    const timer = setTimeout(() => {
      if (hasNoFocus()) focusRow(list.current, stepKey(before));
    }, FOCUS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [list, nodeId]);
}
