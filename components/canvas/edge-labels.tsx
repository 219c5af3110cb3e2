"use client";

import { useStore } from "@xyflow/react";
import { createContext, type ReactNode, use } from "react";
import { createPortal } from "react-dom";

const LayerContext = createContext<Element | null>(null);

/**
 * Finds the layer of React Flow on which connections have their buttons and numbers, once for all of them: its own
 * EdgeLabelRenderer looks for it anew with each change of anything, for every connection.
 */
export function EdgeLabelLayer({ children }: { children: ReactNode }) {
  const layer = useStore(({ domNode }) => domNode?.querySelector(".react-flow__edgelabel-renderer") ?? null);
  return <LayerContext.Provider value={layer}>{children}</LayerContext.Provider>;
}

/** What stands on a connection. */
export function EdgeLabel({ children }: { children: ReactNode }) {
  const layer = use(LayerContext);
  return layer && createPortal(children, layer);
}
