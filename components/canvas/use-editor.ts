"use client";

import { useMutation } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useReducer, useState, useSyncExternalStore } from "react";
import { useApi } from "#components/api.ts";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import type { Graph } from "#workflows/graph.ts";
import { nameProblems } from "#workflows/name-problems.ts";
import { type Problem, validateGraph } from "#workflows/validate.ts";
import { Autosaver, type SaveState } from "./autosaver.ts";
import { type Draft, type Edit, reduceDraft, startDraft } from "./draft.ts";

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
  const { saver, saveState } = useAutosaver(workflow, draft);
  const problems = useMemo(
    () => [...validateGraph(draft.graph), ...nameProblems(draft.graph)],
    [draft.graph],
  );

  const edit = useCallback((next: Edit) => dispatch({ kind: "edit", edit: next }), []);
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
    undo,
    redo,
    settle,
    select,
    selectNode,
    showSettings,
  };
}

function useAutosaver(workflow: WorkflowView, { graph }: Draft) {
  const api = useApi();
  // Tried even when the browser believes to be offline: else a save would wait without anybody being told.
  const { mutateAsync } = useMutation(api.workflows.saveDraft.mutationOptions({ networkMode: "always" }));
  const [saver] = useState(
    () =>
      new Autosaver({ draft: workflow.draft, revision: workflow.draftRevision }, (revision, newest) =>
        mutateAsync({ id: workflow.id, revision, graph: newest }),
      ),
  );
  const saveState = useSyncExternalStore(
    saver.subscribe,
    () => saver.state,
    () => saver.state,
  );

  useEffect(() => saver.change(graph), [saver, graph]);
  // Leaving for another page of the app saves; closing the window asks first.
  useEffect(() => () => void saver.flush(), [saver]);
  const unsaved = saveState.kind !== "saved";
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);
  return { saver, saveState };
}
