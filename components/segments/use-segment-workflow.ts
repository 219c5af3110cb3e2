"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { newId } from "#components/config-form/new-id.ts";
import { useSay } from "#components/say.tsx";
import { showError } from "#components/shell/show-error.ts";
import { NAME_MAX_CHARS } from "#components/workflows/name-limit.ts";
import { segmentChanged } from "#workflows/triggers/segment-changed.ts";

/** Makes a draft of a workflow that starts when somebody comes into a segment, and opens it. */
export function useSegmentWorkflow() {
  const t = useTranslations("segments.workflow");
  const api = useApi();
  const router = useRouter();
  const say = useSay();
  const queries = useQueryClient();
  const importing = useMutation(api.workflows.importGraph.mutationOptions());
  return useMutation({
    async mutationFn({ id, name }: { id: number; name: string }) {
      const { type } = segmentChanged;
      const trigger = {
        id: newId(type),
        type,
        config: { segmentId: id, change: "entered" },
        position: { x: 0, y: 0 },
      };
      const answer = await importing.mutateAsync({
        name: t("name", { name }).slice(0, NAME_MAX_CHARS),
        graph: { nodes: [trigger], edges: [] },
      });
      if (answer.kind === "created") return answer.id;
      throw new Error(answer.problems.map(({ message }) => say(message)).join(" "));
    },
    onSuccess(id) {
      void queries.invalidateQueries({ queryKey: api.workflows.pathKey() });
      router.push(`/workflows/${id}`);
    },
    onError: showError,
  });
}
