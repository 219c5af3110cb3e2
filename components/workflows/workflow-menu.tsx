"use client";

import { EllipsisVertical, History, Pause, Pencil, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import { useMay } from "#components/shell/session.tsx";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { WorkflowSummary } from "./outputs.ts";
import { RenameDialog } from "./rename-dialog.tsx";
import { usePause } from "./use-pause.ts";
import { useRemoval } from "./use-removal.ts";

/** What can be done with a workflow from the list. */
export function WorkflowMenu({ workflow }: { workflow: WorkflowSummary }) {
  const { id, name, status } = workflow;
  const [renaming, setRenaming] = useState(false);
  const { pause, resume } = usePause();
  const removal = useRemoval();
  const mayEdit = useMay("editor");
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label={`Actions for ${name}`} tooltip={false} className="text-muted">
            <EllipsisVertical />
          </IconButton>
        }
      >
        {mayEdit && (
          <DropdownMenuItem icon={<Pencil />} onSelect={() => setRenaming(true)}>
            Rename
          </DropdownMenuItem>
        )}
        <DropdownMenuItem icon={<History />} href={`/workflows/${id}/runs`}>
          Runs
        </DropdownMenuItem>
        {mayEdit && status === "live" && (
          <DropdownMenuItem icon={<Pause />} onSelect={() => pause.mutate({ id })}>
            Pause
          </DropdownMenuItem>
        )}
        {mayEdit && status === "paused" && (
          <DropdownMenuItem icon={<Play />} onSelect={() => resume.mutate({ id })}>
            Resume
          </DropdownMenuItem>
        )}
        {mayEdit && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem icon={<Trash2 />} tone="danger" onSelect={() => removal.mutate({ id })}>
              Remove
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenu>
      {renaming && <RenameDialog id={id} name={name} onClose={() => setRenaming(false)} />}
    </>
  );
}
