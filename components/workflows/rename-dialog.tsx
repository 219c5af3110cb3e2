"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { NameForm } from "./name-form.tsx";

export function RenameDialog({ id, name, onClose }: { id: number; name: string; onClose(): void }) {
  const t = useTranslations("workflows.rename");
  const api = useApi();
  const queries = useQueryClient();
  const rename = useMutation(
    api.workflows.rename.mutationOptions({
      onSuccess: () => {
        onClose();
        return queries.invalidateQueries({ queryKey: api.workflows.pathKey() });
      },
    }),
  );
  return (
    <NameForm
      title={t("title")}
      name={name}
      submitLabel={t("submit")}
      pending={rename.isPending}
      failure={rename.error?.message}
      onSubmit={(next) => rename.mutate({ id, name: next })}
      onClose={onClose}
    />
  );
}
