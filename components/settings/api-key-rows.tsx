"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import type { ApiKey } from "#components/shell/outputs.ts";
import { useNow } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { toast } from "#components/ui/toaster.tsx";

/** The living keys, each with a way to shut it out. */
export function ApiKeyRows({ keys }: { keys: readonly ApiKey[] }) {
  const now = useNow();
  return (
    <ul aria-label="API keys" className="divide-y divide-line">
      {keys.map((key) => (
        <li key={key.id} className="flex items-center justify-between gap-4 px-5 py-3">
          <div className="min-w-0 text-sm">
            <p className="truncate text-[0.9375rem] font-medium">{key.name}</p>
            <p className="text-muted">
              <span className="font-mono text-[0.8125rem]">{key.prefix}…</span>
              {" · created "}
              <TimeAgo at={key.createdAt} now={now} />
              {" · "}
              {key.lastUsedAt === null ? (
                "never used"
              ) : (
                <>
                  last used <TimeAgo at={key.lastUsedAt} now={now} />
                </>
              )}
            </p>
          </div>
          <RevokeButton apiKey={key} />
        </li>
      ))}
    </ul>
  );
}

function RevokeButton({ apiKey }: { apiKey: ApiKey }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const revoke = useMutation(
    api.apiKeys.revoke.mutationOptions({
      onSuccess: () => {
        toast.success(`The key “${apiKey.name}” is revoked`);
        return queryClient.invalidateQueries(api.apiKeys.list.queryFilter());
      },
    }),
  );
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" aria-label={`Revoke ${apiKey.name}`}>
          Revoke
        </Button>
      }
      title={`Revoke “${apiKey.name}”?`}
      description="Programs that use this key are refused from now on. A revoked key cannot be used again."
      confirmLabel="Revoke key"
      tone="danger"
      onConfirm={() => revoke.mutateAsync({ id: apiKey.id })}
    />
  );
}
