"use client";

import { type DragEvent, useRef } from "react";
import type { PickPlace } from "./picker/pick.ts";

/** Marks, while a step is dragged from the palette, the connection or open end that it would become part of. */
export function useDropMark() {
  const marked = useRef<Element | null>(null);

  function mark(element: Element | null) {
    if (marked.current === element) return;
    marked.current?.removeAttribute("data-drop");
    element?.setAttribute("data-drop", "");
    marked.current = element;
  }
  return {
    show: (event: DragEvent) => mark(targetAt(event)?.element ?? null),
    clear: () => mark(null),
    /** What lies under the pointer, which is no longer marked then. */
    take(event: DragEvent): PickPlace | null {
      mark(null);
      return targetAt(event)?.place ?? null;
    },
  };
}

function targetAt({ clientX, clientY }: DragEvent): { element: Element; place: PickPlace } | null {
  for (const element of document.elementsFromPoint(clientX, clientY)) {
    const end = element.closest<HTMLElement>("[data-open-end]");
    const from = end?.closest<HTMLElement>(".react-flow__node")?.dataset.id;
    if (end?.dataset.openEnd && from) {
      return { element: end, place: { kind: "end", from, port: end.dataset.openEnd } };
    }
    if (element.closest(".react-flow__node")) return null;
    const edgeId =
      element.closest<HTMLElement>("[data-onto-edge]")?.dataset.ontoEdge ??
      element.closest(".react-flow__edge")?.getAttribute("data-id");
    const edge = edgeId && document.querySelector(`.react-flow__edge[data-id="${CSS.escape(edgeId)}"]`);
    if (edgeId && edge) return { element: edge, place: { kind: "edge", edgeId } };
  }
  return null;
}
