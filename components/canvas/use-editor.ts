"use client";

import { useCallback, useMemo, useState } from "react";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import type { Graph } from "#workflows/graph.ts";
import type { Problem } from "#workflows/validate.ts";
import type { Absorption } from "./absorb.ts";
import type { Autosaver, SaveState } from "./autosaver.ts";
import type { Draft, Edit } from "./draft.ts";
import type { StoredDraft } from "./editing-session.ts";
import { NOTHING_SELECTED, presentIn, type Selection } from "./selection.ts";
import { useAutosaver } from "./use-autosaver.ts";
import { useProblems } from "./use-problems.ts";

/** Everything the canvas page works on. The graph of `draft` is the one source of truth. */
export interface Editor {
  draft: Draft;
  problems: Problem[];
  saver: Autosaver<Graph>;
  saveState: SaveState<Graph>;
  selection: Selection;
  edit(edit: Edit): void;
  /** Takes in what somebody else has saved; false when it is not newer, or something here has to be saved first. */
  takeIn(stored: StoredDraft): Promise<boolean>;
  /** Answers a clash with what somebody else has saved. */
  decide(wins: Absorption["wins"]): Promise<void>;
  undo(): void;
  redo(): void;
  /** Ends a gesture, so that the next change is an entry of its own. */
  settle(): void;
  select(change: (before: Selection) => Selection): void;
  selectNode(nodeId: string | null): void;
  showSettings(show: boolean): void;
}

export function useEditor(workflow: WorkflowView): Editor {
  const { draft, dispatch, takeIn, decide, saver, saveState } = useAutosaver(workflow);
  const [chosen, setSelection] = useState(NOTHING_SELECTED);
  const selection = useMemo(() => presentIn(draft.graph, chosen), [draft.graph, chosen]);
  // Else what an undo took away would be selected again with the next step.
  if (selection !== chosen) setSelection(selection);
  const problems = useProblems(draft.graph);

  const edit = useCallback((next: Edit) => dispatch({ kind: "edit", edit: next }), [dispatch]);
  const undo = useCallback(() => dispatch({ kind: "undo" }), [dispatch]);
  const redo = useCallback(() => dispatch({ kind: "redo" }), [dispatch]);
  const settle = useCallback(() => dispatch({ kind: "settle" }), [dispatch]);
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
  const showSettings = useCallback(
    (settings: boolean) => setSelection({ ...NOTHING_SELECTED, settings }),
    [],
  );
  return {
    draft,
    problems,
    saver,
    saveState,
    selection,
    edit,
    takeIn,
    decide,
    undo,
    redo,
    settle,
    select,
    selectNode,
    showSettings,
  };
}
