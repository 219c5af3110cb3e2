"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useEffect } from "react";
import type { Graph } from "#workflows/graph.ts";
import type { ListChanges } from "./list-context.tsx";
import { type ListKey, readListKey } from "./list-keys.ts";
import { type Place, placeBehind } from "./places.ts";
import { type Row, rowBeside } from "./rows.ts";
import { focusRow } from "./use-row-focus.ts";

type Keys = {
  graph: Graph;
  rows: readonly Row[];
  /** Null for whoever may only look. */
  changes: ListChanges | null;
  enter(key: string): void;
  tell(text: string): void;
};

/** The keys of the list, while one of its rows has the focus, and which row that is. */
export function useListKeys(
  list: RefObject<HTMLElement | null>,
  { graph, rows, changes, enter, tell }: Keys,
) {
  const t = useTranslations("outline.told");
  useEffect(() => {
    const element = list.current;
    if (!element) return;

    function act(pressed: ListKey, row: Row, main: HTMLElement) {
      const { what } = row;
      if (pressed.kind === "go") {
        const beside = rowBeside(rows, row.key, pressed.arrow);
        if (beside) focusRow(element, beside);
      } else if (!changes) {
        return;
      } else if (pressed.kind === "add") {
        const place = placeFor(graph, what);
        if (place) changes.askStep(place, main);
        else tell(t("nothingBehind"));
      } else if (pressed.kind === "remove") {
        if (what.kind === "step") changes.remove(what.node, false);
        else if ("edge" in what) changes.disconnect([what.edge.id]);
      } else if (what.kind === "step") {
        const pair = changes.pairOf(what.node.id, pressed.direction);
        if (pair) changes.move(what.node, pair);
        else tell(t("cannotMove"));
      }
    }

    function press(event: KeyboardEvent) {
      const main = mainOf(event.target);
      const row = main && rows.find(({ key }) => key === rowKeyOf(main));
      const pressed = readListKey(event);
      if (!main || !row || !pressed) return;
      event.preventDefault();
      // The canvas has keys of its own for what is selected.
      event.stopPropagation();
      act(pressed, row, main);
    }
    function focusIn(event: FocusEvent) {
      const key = event.target instanceof HTMLElement && rowKeyOf(event.target);
      if (key) enter(key);
    }
    element.addEventListener("keydown", press);
    element.addEventListener("focusin", focusIn);
    return () => {
      element.removeEventListener("keydown", press);
      element.removeEventListener("focusin", focusIn);
    };
  }, [list, graph, rows, changes, enter, tell, t]);
}

/** Where a step that is asked for on a row goes. */
export function placeFor(graph: Graph, what: Row["what"]): Place | null {
  if (what.kind === "step") return placeBehind(graph, what.node);
  if (what.kind === "open") return { ...what, kind: "end" };
  return "edge" in what ? { kind: "inside", edgeIds: [what.edge.id] } : null;
}

function mainOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof HTMLElement ? target.closest<HTMLElement>("[data-row-main]") : null;
}

/** The row that an element stands in. */
export function rowKeyOf(element: HTMLElement): string | undefined {
  return element.closest<HTMLElement>("[data-row]")?.dataset.row;
}
