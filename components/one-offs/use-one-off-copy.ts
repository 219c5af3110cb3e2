"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";
import { toast } from "#components/ui/toast.ts";
import { useOneOffRefresh } from "./use-one-off-refresh.ts";

/** Makes another message like one, as a draft, and opens it. */
export function useOneOffCopy() {
  const t = useTranslations("one-offs.menu");
  const api = useApi();
  const router = useRouter();
  const refresh = useOneOffRefresh();
  return useMutation(
    api.oneOffs.duplicate.mutationOptions({
      onSuccess: ({ id }) => {
        toast.success(t("copied"), {
          description: t("copiedHint"),
        });
        router.push(`/one-offs/${id}`);
        return refresh();
      },
      onError: showError,
    }),
  );
}
