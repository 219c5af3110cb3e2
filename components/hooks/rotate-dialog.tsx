"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import type { Hook } from "./outputs.ts";
import { useHookRefresh } from "./use-hook-refresh.ts";

/** Gives a hook another address; the old one stays open for a day, unless it is closed at once. */
export function RotateDialog({ hook, onClose }: { hook: Hook; onClose: () => void }) {
  const api = useApi();
  const refresh = useHookRefresh();
  const [closeOldNow, setCloseOldNow] = useState(false);
  const rotate = useMutation(
    api.hooks.rotate.mutationOptions({
      onSuccess: async () => {
        toast.success(`“${hook.name}” has a new address`, {
          description: "Copy it into the program that sends.",
        });
        await refresh();
        onClose();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Change the address of “${hook.name}”?`}
      description="The hook gets a new one. The old one works for another 24 hours, so that nothing is lost until the program knows the new one. This cannot be undone."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant={closeOldNow ? "danger" : "primary"}
            loading={rotate.isPending}
            onClick={() => rotate.mutate({ id: hook.id, closeOldNow })}
          >
            Change address
          </Button>
        </>
      }
    >
      <Checkbox
        label="Close the old address at once"
        help="When somebody knows it who should not. What is sent there is refused from now on."
        checked={closeOldNow}
        onCheckedChange={setCloseOldNow}
      />
      {hook.previousAddressUntil !== null && (
        <p className="mt-2 text-sm text-muted">The address before the present one is closed now.</p>
      )}
      {rotate.error && (
        <Banner tone="danger" role="alert" className="mt-4">
          {rotate.error.message}
        </Banner>
      )}
    </Dialog>
  );
}
