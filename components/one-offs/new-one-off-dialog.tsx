"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useApi } from "#components/api.ts";
import { NameForm } from "#components/workflows/name-form.tsx";
import { useOneOffRefresh } from "./use-one-off-refresh.ts";

/** Asks for a name and opens the empty draft. */
export function NewOneOffDialog({ onClose }: { onClose(): void }) {
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
      title="New message"
      description="Only you and your colleagues see the name. You can change it at any time."
      name=""
      placeholder="Spring newsletter"
      submitLabel="Write it"
      pending={create.isPending || create.isSuccess}
      failure={create.error?.message}
      onSubmit={(name) => create.mutate({ name })}
      onClose={onClose}
    />
  );
}
