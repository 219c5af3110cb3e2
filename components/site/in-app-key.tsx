"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Eye, RefreshCw } from "lucide-react";
import { useApi } from "#components/api.ts";
import { SecretOnce } from "#components/settings/secret-once.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";

type Props = {
  /** Null for everybody but owners. */
  value: string | null;
  isShown: boolean;
  onShow: () => void;
};

/** The key that proofs are made with: hidden until an owner asks for it. */
export function InAppKey({ value, isShown, onShow }: Props) {
  const api = useApi();
  const queryClient = useQueryClient();
  const rotate = useMutation(
    api.inApp.rotateKey.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(api.inApp.get.queryFilter());
        onShow();
        toast.success("There is a new key. Proofs made with the old one are worth nothing now");
      },
    }),
  );
  if (value === null) return <NeedsRole atLeast="owner" what="see the key that proofs are made with" />;
  return (
    <div className="flex flex-col gap-3">
      {isShown && <SecretOnce label="Key for proofs" value={value} />}
      <p className="text-sm text-muted">
        Keep the key on your server, such as in the environment variable REKINDLE_IN_APP_KEY. With it, anybody
        could read the messages of any customer in your pages.
      </p>
      <div className="flex flex-wrap gap-2">
        {!isShown && (
          <Button icon={<Eye />} onClick={onShow}>
            Show key
          </Button>
        )}
        <ConfirmDialog
          trigger={<Button icon={<RefreshCw />}>Change key</Button>}
          title="Change the key for proofs?"
          description="The old key proves nothing any more at once, so customers see no messages of their own in your pages until your server uses the new one. This cannot be undone."
          confirmLabel="Change key"
          onConfirm={() => rotate.mutateAsync()}
        />
      </div>
    </div>
  );
}
