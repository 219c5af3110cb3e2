"use client";

import { Download, EllipsisVertical, Pencil, Trash2, Workflow } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDownload } from "#components/exports/use-download.ts";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { SegmentRow } from "./outputs.ts";
import { RemoveDialog } from "./remove-dialog.tsx";
import { useSegmentWorkflow } from "./use-segment-workflow.ts";

type Props = {
  segment: Pick<SegmentRow, "id" | "name">;
  /** Called once it is gone. */
  onRemoved?: () => void;
};

/** What editors can do with a segment as a whole. */
export function SegmentMenu({ segment, onRemoved }: Props) {
  const t = useTranslations("segments.menu");
  const [removing, setRemoving] = useState(false);
  const download = useDownload();
  const workflow = useSegmentWorkflow();
  const { id, name } = segment;
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label={t("label", { name })} tooltip={false} className="text-muted">
            <EllipsisVertical />
          </IconButton>
        }
      >
        <DropdownMenuItem icon={<Pencil />} href={`/segments/${id}?edit`}>
          {t("edit")}
        </DropdownMenuItem>
        <DropdownMenuItem icon={<Workflow />} onSelect={() => workflow.mutate(segment)}>
          {t("workflow")}
        </DropdownMenuItem>
        <DropdownMenuItem icon={<Download />} onSelect={() => download.mutate(`/exports/segment-${id}.csv`)}>
          {t("export")}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<Trash2 />} tone="danger" onSelect={() => setRemoving(true)}>
          {t("remove")}
        </DropdownMenuItem>
      </DropdownMenu>
      {removing && (
        <RemoveDialog segment={segment} onRemoved={onRemoved} onClose={() => setRemoving(false)} />
      )}
    </>
  );
}
