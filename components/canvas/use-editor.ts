"use client";

import { useCallback, useMemo, useReducer, useState } from "react";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import type { Graph } from "#workflows/graph.ts";
import { nameProblems } from "#workflows/name-problems.ts";
import { type Problem, validateGraph } from "#workflows/validate.ts";
import type { Absorption } from "./absorb.ts";
import type { Autosaver, SaveState } from "./autosaver.ts";
import { type Draft, type Edit, reduceDraft, startDraft } from "./draft.ts";
import { useAutosaver } from "./use-autosaver.ts";

export interface Selection {
  nodes: string[];
  edges: string[];
  /** The settings of the workflow as a whole are open, until a step is selected. */
  settings: boolean;
}

/** Everything the canvas page works on. The graph of `draft` is the one source of truth. */
export interface Editor {
  draft: Draft;
  problems: Problem[];
  saver: Autosaver<Graph>;
  saveState: SaveState<Graph>;
  selection: Selection;
  edit(edit: Edit): void;
  /** Takes in what somebody else has saved. */
  absorb(absorption: Absorption): void;
  undo(): void;
  redo(): void;
  /** Ends a gesture, so that the next change is an entry of its own. */
  settle(): void;
  select(change: (before: Selection) => Selection): void;
  selectNode(nodeId: string | null): void;
  showSettings(show: boolean): void;
}

const NOTHING: Selection = { nodes: [], edges: [], settings: false };

export function useEditor(workflow: WorkflowView): Editor {
  const [draft, dispatch] = useReducer(reduceDraft, workflow.draft, startDraft);
  const [selection, setSelection] = useState(NOTHING);
  const { saver, saveState } = useAutosaver(workflow, draft.graph, dispatch);
  const problems = useMemo(
    () => [...validateGraph(draft.graph), ...nameProblems(draft.graph)],
    [draft.graph],
  );

  const edit = useCallback((next: Edit) => dispatch({ kind: "edit", edit: next }), []);
  const absorb = useCallback((absorption: Absorption) => dispatch({ kind: "absorb", ...absorption }), []);
  const undo = useCallback(() => dispatch({ kind: "undo" }), []);
  const redo = useCallback(() => dispatch({ kind: "redo" }), []);
  const settle = useCallback(() => dispatch({ kind: "settle" }), []);
  const select = useCallback(
    (change: (before: Selection) => Selection) =>
      setSelection((before) => {
        const after = change(before);
        return { ...after, settings: after.settings && after.nodes.length === 0 };
      }),
    [],
  );
  const selectNode = useCallback(
    (nodeId: string | null) =>
      select(({ settings }) => ({ nodes: nodeId === null ? [] : [nodeId], edges: [], settings })),
    [select],
  );
  const showSettings = useCallback((settings: boolean) => setSelection({ ...NOTHING, settings }), []);
  return {
    draft,
    problems,
    saver,
    saveState,
    selection,
    edit,
    absorb,
    undo,
    redo,
    settle,
    select,
    selectNode,
    showSettings,
  };
}
