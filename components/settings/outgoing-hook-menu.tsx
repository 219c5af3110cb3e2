"use client";

import { useMutation } from "@tanstack/react-query";
import { EllipsisVertical, Pencil, RefreshCw, Send, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { OutgoingHookEditDialog } from "./outgoing-hook-edit-dialog.tsx";
import type { OutgoingHook } from "./outgoing-hook-outputs.ts";
import { useOutgoingHookRemoval } from "./outgoing-hook-removal.ts";
import { OutgoingHookRotateDialog } from "./outgoing-hook-rotate-dialog.tsx";

/** What can be done with a webhook out. */
export function OutgoingHookMenu({ hook, onTested }: { hook: OutgoingHook; onTested: () => void }) {
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  const api = useApi();
  const { id, host } = hook;
  const [open, setOpen] = useState<"edit" | "rotate" | null>(null);
  const removal = useOutgoingHookRemoval();
  const test = useMutation(
    api.outgoingHooks.sendTest.mutationOptions({ onSuccess: onTested, onError: showError }),
  );
  const close = () => setOpen(null);
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label={t("outgoing.actionsFor", { host })} tooltip={false} className="text-muted">
            <EllipsisVertical />
          </IconButton>
        }
      >
        <DropdownMenuItem
          icon={<Send />}
          disabled={hook.offAt !== null || test.isPending}
          onSelect={() => test.mutate({ id })}
        >
          {t("outgoing.sendTest")}
        </DropdownMenuItem>
        <DropdownMenuItem icon={<Pencil />} onSelect={() => setOpen("edit")}>
          {common("edit")}
        </DropdownMenuItem>
        <DropdownMenuItem icon={<RefreshCw />} onSelect={() => setOpen("rotate")}>
          {t("outgoing.changeTheSecret")}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<Trash2 />} tone="danger" onSelect={() => removal.mutate({ id })}>
          {common("remove")}
        </DropdownMenuItem>
      </DropdownMenu>
      {open === "edit" && <OutgoingHookEditDialog hook={hook} onClose={close} />}
      {open === "rotate" && <OutgoingHookRotateDialog hook={hook} onClose={close} />}
    </>
  );
}
