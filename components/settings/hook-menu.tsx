"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { EllipsisVertical, Pencil, RefreshCw, Terminal, Trash2 } from "lucide-react";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toaster.tsx";
import { EditHookDialog } from "./edit-hook-dialog.tsx";
import { HookExample } from "./hook-address.tsx";
import type { Hook } from "./hook-outputs.ts";
import { useHookRemoval } from "./use-hook-removal.ts";

/** What can be done with a hook by whoever may see its address. */
export function HookMenu({ hook, address }: { hook: Hook; address: string }) {
  const { id, name } = hook;
  const [open, setOpen] = useState<"example" | "edit" | "rotate" | null>(null);
  const removal = useHookRemoval();
  const close = () => setOpen(null);
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label={`Actions for ${name}`} tooltip={false} className="text-muted">
            <EllipsisVertical />
          </IconButton>
        }
      >
        <DropdownMenuItem icon={<Terminal />} onSelect={() => setOpen("example")}>
          Try it out
        </DropdownMenuItem>
        <DropdownMenuItem icon={<Pencil />} onSelect={() => setOpen("edit")}>
          Edit
        </DropdownMenuItem>
        <DropdownMenuItem icon={<RefreshCw />} onSelect={() => setOpen("rotate")}>
          Change the address
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<Trash2 />} tone="danger" onSelect={() => removal.mutate({ id })}>
          Remove
        </DropdownMenuItem>
      </DropdownMenu>
      {open === "edit" && <EditHookDialog hook={hook} onClose={close} />}
      {open === "example" && (
        <Dialog
          open
          onOpenChange={close}
          size="md"
          title={`Try “${name}” out`}
          footer={
            <Button variant="primary" onClick={close}>
              Done
            </Button>
          }
        >
          <HookExample address={address} hook={hook} />
        </Dialog>
      )}
      <RotateDialog hook={hook} open={open === "rotate"} onClose={close} />
    </>
  );
}

function RotateDialog({ hook, open, onClose }: { hook: Hook; open: boolean; onClose: () => void }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const rotate = useMutation(
    api.hooks.rotate.mutationOptions({
      onSuccess: () => {
        toast.success(`“${hook.name}” has a new address`, {
          description: "Copy it into the program that sends.",
        });
        return queryClient.invalidateQueries(api.hooks.list.queryFilter());
      },
    }),
  );
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Change the address of “${hook.name}”?`}
      description="What is sent to the old address is refused from now on, and this cannot be undone. Do it when somebody knows the address who should not."
      confirmLabel="Change address"
      tone="danger"
      onConfirm={() => rotate.mutateAsync({ id: hook.id })}
    />
  );
}
