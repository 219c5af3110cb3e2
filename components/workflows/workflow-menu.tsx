"use client";

import { EllipsisVertical, GitBranch, History, Pause, Pencil, Play, Tags, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "#components/shell/session.tsx";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { ArchiveItem } from "./archive-item.tsx";
import type { WorkflowSummary } from "./outputs.ts";
import { RenameDialog } from "./rename-dialog.tsx";
import { TagsDialog } from "./tags-dialog.tsx";
import { useArchive } from "./use-archive.tsx";
import { usePause } from "./use-pause.ts";
import { useRemoval } from "./use-removal.ts";

/** What can be done with a workflow from the list. */
export function WorkflowMenu({ workflow }: { workflow: WorkflowSummary }) {
  const { id, name, status } = workflow;
  const t = useTranslations("workflows.menu");
  const versions = useTranslations("versions");
  const common = useTranslations("ui.common");
  const [renaming, setRenaming] = useState(false);
  const [tagging, setTagging] = useState(false);
  const { pause, resume } = usePause();
  const removal = useRemoval();
  const archive = useArchive();
  const mayEdit = useMay("editor");
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label={t("actionsFor", { name })} tooltip={false} className="text-muted">
            <EllipsisVertical />
          </IconButton>
        }
      >
        {mayEdit && (
          <DropdownMenuItem icon={<Pencil />} onSelect={() => setRenaming(true)}>
            {t("rename")}
          </DropdownMenuItem>
        )}
        <DropdownMenuItem icon={<History />} href={`/workflows/${id}/runs`}>
          {t("runs")}
        </DropdownMenuItem>
        <DropdownMenuItem icon={<GitBranch />} href={`/workflows/${id}/versions`}>
          {versions("history.tab")}
        </DropdownMenuItem>
        {mayEdit && (
          <DropdownMenuItem icon={<Tags />} onSelect={() => setTagging(true)}>
            {versions("tags.menu")}
          </DropdownMenuItem>
        )}
        {mayEdit && status === "live" && (
          <DropdownMenuItem icon={<Pause />} onSelect={() => pause.mutate({ id })}>
            {t("pause")}
          </DropdownMenuItem>
        )}
        {mayEdit && status === "paused" && !workflow.isArchived && (
          <DropdownMenuItem icon={<Play />} onSelect={() => resume.mutate({ id })}>
            {t("resume")}
          </DropdownMenuItem>
        )}
        {mayEdit && (
          <>
            <ArchiveItem workflow={workflow} archive={archive} />
            <DropdownMenuSeparator />
            <DropdownMenuItem icon={<Trash2 />} tone="danger" onSelect={() => removal.mutate({ id })}>
              {common("remove")}
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenu>
      {tagging && <TagsDialog workflow={workflow} onClose={() => setTagging(false)} />}
      {archive.dialog}
      {renaming && <RenameDialog id={id} name={name} onClose={() => setRenaming(false)} />}
    </>
  );
}
