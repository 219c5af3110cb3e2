"use client";

import { type RefObject, useCallback, useEffect, useState } from "react";
import type { GraphNode } from "#workflows/graph.ts";
import type { ListChanges } from "./list-context.tsx";
import { openKey } from "./rows.ts";
import { focusRow, mainOfRow } from "./use-row-focus.ts";

/** Once a trigger stands in the list, asks for the first step behind it. */
export function useFirstStep(list: RefObject<HTMLElement | null>, { askStep }: ListChanges) {
  const [trigger, setTrigger] = useState<string | null>(null);
  useEffect(() => {
    if (trigger === null) return;
    const key = openKey(trigger, "next");
    const button = mainOfRow(list.current, key);
    if (!button) return;
    setTrigger(null);
    focusRow(list.current, key);
    askStep({ kind: "end", from: trigger, port: "next" }, button);
  }, [trigger, list, askStep]);
  return useCallback((node: GraphNode) => setTrigger(node.id), []);
}
