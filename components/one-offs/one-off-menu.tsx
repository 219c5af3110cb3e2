"use client";

import { Copy, EllipsisVertical, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { OneOffRow } from "./outputs.ts";
import { useOneOffCopy } from "./use-one-off-copy.ts";
import { useOneOffRemoval } from "./use-one-off-removal.ts";

type Props = {
  oneOff: Pick<OneOffRow, "id" | "name" | "status">;
  onRemoved?(): void;
};

/** What can be done with a message as a whole. */
export function OneOffMenu({ oneOff: { id, name, status }, onRemoved }: Props) {
  const t = useTranslations("one-offs.menu");
  const copy = useOneOffCopy();
  const removal = useOneOffRemoval(onRemoved);
  const goesOut = status === "scheduled" || status === "sending";
  return (
    <DropdownMenu
      trigger={
        <IconButton label={t("label", { name })} tooltip={false} className="text-muted">
          <EllipsisVertical />
        </IconButton>
      }
    >
      <DropdownMenuItem icon={<Copy />} onSelect={() => copy.mutate({ id })}>
        {t("duplicate")}
      </DropdownMenuItem>
      {!goesOut && (
        <>
          <DropdownMenuSeparator />
          <DropdownMenuItem icon={<Trash2 />} tone="danger" onSelect={() => removal.mutate({ id })}>
            {t("remove")}
          </DropdownMenuItem>
        </>
      )}
    </DropdownMenu>
  );
}
