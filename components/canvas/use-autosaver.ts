import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type Dispatch, useEffect, useState, useSyncExternalStore } from "react";
import { useApi } from "#components/api.ts";
import { toast } from "#components/ui/toast.ts";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import type { Graph } from "#workflows/graph.ts";
import { mergeGraphs } from "#workflows/merge-graphs.ts";
import { sameValue } from "#workflows/same-value.ts";
import { Autosaver, type Meeting } from "./autosaver.ts";
import type { DraftAction } from "./draft.ts";

/** Keeps the server's draft like this one; what somebody else saved meanwhile comes in by itself where nothing clashes. */
export function useAutosaver(workflow: WorkflowView, graph: Graph, dispatch: Dispatch<DraftAction>) {
  const api = useApi();
  const t = useTranslations("versions");
  // Tried even when the browser believes to be offline: else a save would wait without anybody being told.
  const { mutateAsync } = useMutation(api.workflows.saveDraft.mutationOptions({ networkMode: "always" }));
  const [saver] = useState(
    () =>
      new Autosaver<Graph>(
        { draft: workflow.draft, revision: workflow.draftRevision },
        (revision, newest) => mutateAsync({ id: workflow.id, revision, graph: newest }),
        unite,
      ),
  );
  const saveState = useSyncExternalStore(
    saver.subscribe,
    () => saver.state,
    () => saver.state,
  );

  function unite({ base, mine, theirs, by, byMe }: Meeting<Graph>): Graph | null {
    const merged = mergeGraphs(base, mine, theirs);
    if (merged.kind !== "merged") return null;
    dispatch({ kind: "absorb", base, theirs, wins: "mine" });
    // Their draft may be an earlier save of one's own whose answer was lost.
    if (sameValue(merged.graph, mine)) return merged.graph;
    void countSteps(base, theirs).then((steps) =>
      toast.info(t("merged.title", { who: byMe ? "me" : by ? "name" : "other", name: by ?? "", steps }), {
        description: t("merged.kept"),
      }),
    );
    return merged.graph;
  }

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

/** How many steps somebody changed. */
async function countSteps(base: Graph, theirs: Graph): Promise<number> {
  const { diffGraphs } = await import("#workflows/diff-graphs.ts");
  const { added, removed, changed } = diffGraphs(base, theirs);
  return added.length + removed.length + changed.length;
}
