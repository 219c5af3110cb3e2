"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { EmailDesign } from "#workflows/email-design.ts";
import { record, redo, settle, startHistory, undo } from "./design-history.ts";

export interface DesignState {
  design: EmailDesign;
  canUndo: boolean;
  canRedo: boolean;
  /** Edits with the same topic join into one entry to undo, until `settle`. */
  edit(change: (design: EmailDesign) => EmailDesign, topic?: string): void;
  undo(): void;
  redo(): void;
  settle(): void;
}

/** A design being edited, with its history; every change is handed on at once. */
export function useDesign(initial: () => EmailDesign, onChange: (design: EmailDesign) => void): DesignState {
  const [history, setHistory] = useState(() => startHistory(initial()));
  const newest = useRef(history);
  const tell = useRef(onChange);
  tell.current = onChange;

  const go = useCallback((next: typeof history) => {
    const before = newest.current;
    if (next === before) return;
    newest.current = next;
    setHistory(next);
    if (next.design !== before.design) tell.current(next.design);
  }, []);
  const actions = useMemo(
    () => ({
      edit: (change: (design: EmailDesign) => EmailDesign, topic?: string) =>
        go(record(newest.current, change(newest.current.design), topic)),
      undo: () => go(undo(newest.current)),
      redo: () => go(redo(newest.current)),
      settle: () => go(settle(newest.current)),
    }),
    [go],
  );
  return {
    design: history.design,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    ...actions,
  };
}
