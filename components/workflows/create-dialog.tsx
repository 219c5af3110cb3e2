"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { NameForm } from "./name-form.tsx";

/** Asks for a name and opens the empty canvas. */
export function CreateDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations("workflows.create");
  const api = useApi();
  const router = useRouter();
  const queries = useQueryClient();
  const create = useMutation(
    api.workflows.create.mutationOptions({
      onSuccess: ({ id }) => {
        void queries.invalidateQueries({ queryKey: api.workflows.list.queryKey() });
        router.push(`/workflows/${id}`);
      },
    }),
  );
  return (
    <NameForm
      title={t("title")}
      description={t("description")}
      name=""
      placeholder={t("placeholder")}
      submitLabel={t("submit")}
      pending={create.isPending || create.isSuccess}
      failure={create.error?.message}
      onSubmit={(name) => create.mutate({ name })}
      onClose={onClose}
    />
  );
}
