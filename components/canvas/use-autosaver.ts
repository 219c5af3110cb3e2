import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useApi } from "#components/api.ts";
import { toast } from "#components/ui/toast.ts";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import { useDraftCopy } from "#components/workflows/use-draft-copy.ts";
import type { Graph } from "#workflows/graph.ts";
import { openSession, type SessionMeans } from "./editing-session.ts";

/**
 * What was drawn of a workflow in this window, and its being kept on the server; what somebody else saved meanwhile
 * comes in by itself where nothing clashes.
 */
export function useAutosaver(workflow: WorkflowView) {
  const api = useApi();
  const t = useTranslations("versions");
  // Tried even when the browser believes to be offline: else a save would wait without anybody being told.
  const { mutateAsync } = useMutation(api.workflows.saveDraft.mutationOptions({ networkMode: "always" }));
  const copies = useDraftCopy(workflow);
  const means: SessionMeans = {
    save: (revision, graph) => mutateAsync({ id: workflow.id, revision, graph }),
    onMerged: ({ base, theirs, by, byMe }) =>
      void countSteps(base, theirs).then((steps) =>
        toast.info(t("merged.title", { who: byMe ? "me" : by ? "name" : "other", name: by ?? "", steps }), {
          description: t("merged.kept"),
        }),
      ),
    setAside: (graph) =>
      copies.keep(graph, {
        title: t("conflict.copied"),
        description: t("conflict.asideHelp", { name: workflow.name }),
      }),
  };
  const [session] = useState(() => openSession(workflow));
  useEffect(() => {
    session.means = means;
  });
  useEffect(() => session.show(), [session]);

  const { saver } = session;
  const saveState = useSyncExternalStore(
    saver.subscribe,
    () => saver.state,
    () => saver.state,
  );
  const draft = useSyncExternalStore(
    session.subscribe,
    () => session.draft,
    () => session.draft,
  );
  return { draft, dispatch: session.act, takeIn: session.takeIn, decide: session.decide, saver, saveState };
}

/** How many steps somebody changed. */
async function countSteps(base: Graph, theirs: Graph): Promise<number> {
  const { diffGraphs } = await import("#workflows/diff-graphs.ts");
  const { added, removed, changed } = diffGraphs(base, theirs);
  return added.length + removed.length + changed.length;
}
