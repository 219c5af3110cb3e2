import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { toast } from "#components/ui/toast.ts";
import type { Graph } from "#workflows/graph.ts";
import { NAME_MAX_CHARS } from "./name-limit.ts";
import type { WorkflowView } from "./outputs.ts";

type Words = { title: string; description: string };

/** Makes a workflow of its own, as a draft, of a drawing of this one; tells what became of it, and leads there. */
export function useDraftCopy({ name, tags }: Pick<WorkflowView, "name" | "tags">) {
  const t = useTranslations("versions.conflict");
  const api = useApi();
  const queries = useQueryClient();
  const { mutateAsync, isPending } = useMutation(api.workflows.importGraph.mutationOptions());

  function nameOfCopy(): string {
    const room = NAME_MAX_CHARS - t("copyName", { name: "" }).length;
    return t("copyName", { name: name.slice(0, room) });
  }

  async function keep(graph: Graph, { title, description }: Words): Promise<boolean> {
    try {
      const answer = await mutateAsync({ name: nameOfCopy(), tags, graph });
      if (answer.kind !== "created") {
        toast.error(t("notCopied"));
        return false;
      }
      void queries.invalidateQueries({ queryKey: api.workflows.list.queryKey() });
      const path = `/workflows/${answer.id}`;
      toast.success(title, {
        description,
        action: { label: t("openCopy"), onClick: () => window.open(path, "_blank", "noopener") },
      });
      return true;
    } catch (error) {
      toast.error(t("notCopied"), { description: error instanceof Error ? error.message : undefined });
      return false;
    }
  }
  return { keep, isPending };
}
