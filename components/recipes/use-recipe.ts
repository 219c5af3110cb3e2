"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { toast } from "#components/ui/toast.ts";

/** Makes a draft of a recipe, called by its name in the reader's language, and opens it. */
export function useRecipe({ id, name }: { id: string; name: string }) {
  const t = useTranslations("recipes");
  const say = useSay();
  const api = useApi();
  const router = useRouter();
  const queries = useQueryClient();
  const create = useMutation(
    api.workflows.create.mutationOptions({
      onSuccess: (made) => {
        void queries.invalidateQueries({ queryKey: api.workflows.list.queryKey() });
        router.push(`/workflows/${made.id}`);
      },
      onError: (error) => toast.error(t("useFailed"), { description: error.message }),
    }),
  );
  return {
    use: () => create.mutate({ recipeId: id, name: say(name) }),
    // Until the editor is there, a second press would make a second draft.
    busy: create.isPending || create.isSuccess,
  };
}
