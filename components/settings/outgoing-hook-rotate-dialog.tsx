"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { OutgoingHook } from "./outgoing-hook-outputs.ts";
import { OutgoingHookSecret } from "./outgoing-hook-secret.tsx";

/** Exchanges the secret and shows the new one, once. */
export function OutgoingHookRotateDialog({ hook, onClose }: { hook: OutgoingHook; onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const rotate = useMutation(
    api.outgoingHooks.rotate.mutationOptions({
      onSuccess: () => queries.invalidateQueries(api.outgoingHooks.list.queryFilter()),
    }),
  );
  if (rotate.data) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        size="md"
        title="The new secret"
        description="Copy it now: it is not shown again. For 24 hours notices are signed with the old one too."
        footer={
          <Button variant="primary" onClick={onClose}>
            I have copied it
          </Button>
        }
      >
        <OutgoingHookSecret secret={rotate.data.secret} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Change the secret?"
      description={`For 24 hours notices to ${hook.host} are signed with the old and the new one, so that the program can change over. Then the old one is worth nothing. This cannot be undone.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" loading={rotate.isPending} onClick={() => rotate.mutate({ id: hook.id })}>
            Change secret
          </Button>
        </>
      }
    >
      {rotate.error && (
        <Banner tone="danger" role="alert">
          {rotate.error.message}
        </Banner>
      )}
    </Dialog>
  );
}
