"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { NameForm } from "./name-form.tsx";

export function RenameDialog({ id, name, onClose }: { id: number; name: string; onClose(): void }) {
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
      title="Rename workflow"
      name={name}
      submitLabel="Rename"
      pending={rename.isPending}
      failure={rename.error?.message}
      onSubmit={(next) => rename.mutate({ id, name: next })}
      onClose={onClose}
    />
  );
}
