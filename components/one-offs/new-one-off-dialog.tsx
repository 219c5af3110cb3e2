"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { NameForm } from "#components/workflows/name-form.tsx";
import { useOneOffRefresh } from "./use-one-off-refresh.ts";

/** Asks for a name and opens the empty draft. */
export function NewOneOffDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations("one-offs.new");
  const api = useApi();
  const router = useRouter();
  const refresh = useOneOffRefresh();
  const create = useMutation(
    api.oneOffs.create.mutationOptions({
      onSuccess: ({ id }) => {
        void refresh();
        router.push(`/one-offs/${id}`);
      },
    }),
  );
  return (
    <NameForm
      title={t("title")}
      description={t("description")}
      name=""
      placeholder={t("example")}
      submitLabel={t("submit")}
      pending={create.isPending || create.isSuccess}
      failure={create.error?.message}
      onSubmit={(name) => create.mutate({ name })}
      onClose={onClose}
    />
  );
}
