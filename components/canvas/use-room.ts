"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { toast } from "#components/ui/toast.ts";
import { GRAPH_NODES_MAX, type Graph } from "#workflows/graph.ts";
import { hasRoom } from "./edits/room.ts";

/** Answers whether so many more steps and notes fit into the workflow, and says so where they do not. */
export function useRoom() {
  const t = useTranslations("canvas");
  return useCallback(
    (graph: Graph, { nodes = 0, notes = 0 }: { nodes?: number; notes?: number }): boolean => {
      if (hasRoom(graph, { nodes, notes })) return true;
      if (hasRoom(graph, { nodes })) toast.error(t("note.full"));
      else
        toast.error(t("clipboard.tooMany"), {
          description: t("clipboard.tooManyHint", { count: GRAPH_NODES_MAX }),
        });
      return false;
    },
    [t],
  );
}
