"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useApi } from "#components/api.ts";
import { NameForm } from "./name-form.tsx";

/** Asks for a name and opens the empty canvas. */
export function CreateDialog({ onClose }: { onClose(): void }) {
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
      title="New workflow"
      description="You can change the name at any time."
      name=""
      placeholder="Welcome new customers"
      submitLabel="Create workflow"
      pending={create.isPending || create.isSuccess}
      failure={create.error?.message}
      onSubmit={(name) => create.mutate({ name })}
      onClose={onClose}
    />
  );
}
