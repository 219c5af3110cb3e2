"use client";

import { createContext, use } from "react";
import type { Graph, GraphNode } from "#workflows/graph.ts";
import type { Place } from "./places.ts";
import type { Pair } from "./swap.ts";

/** What the rows of the list can do. Everything that changes the graph is absent for whoever may only look. */
export interface ListActions {
  graph: Graph;
  /** The number of a step in the list. */
  numberOf(nodeId: string): number | undefined;
  /** Opens the settings of a step; null while a run is shown. */
  open: ((nodeId: string, byKeyboard: boolean) => void) | null;
  /** Moves the keyboard focus to a step. */
  goTo(nodeId: string): void;
  changes: ListChanges | null;
  clipboard: ListClipboard;
}

export interface ListClipboard {
  copy(node: GraphNode): void;
  /** Puts what was copied behind a step. */
  pasteBehind(node: GraphNode): void;
}

export interface ListChanges {
  /** Asks for a step, in a list that opens beside the button. */
  askStep(place: Place, anchor: HTMLElement): void;
  /** Asks for an existing step that this way out is to go on with. */
  askTarget(from: string, port: string): void;
  /** With which step a step changes places when it is moved; null where it cannot be. */
  pairOf(nodeId: string, direction: "up" | "down"): Pair | null;
  move(node: GraphNode, pair: Pair): void;
  duplicate(node: GraphNode): void;
  /** Asks what becomes of what follows, where that is a question; `always` asks whenever anything follows. */
  remove(node: GraphNode, always: boolean): void;
  disconnect(edgeIds: string[]): void;
}

const ListContext = createContext<ListActions | null>(null);
export const ListActionsProvider = ListContext;

export function useListActions(): ListActions {
  const actions = use(ListContext);
  if (!actions) throw new Error("a row was drawn outside the list");
  return actions;
}
