"use client";

import { Download, EllipsisVertical, Pause, Play, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/session.tsx";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toast.ts";
import { ArchiveItem } from "#components/workflows/archive-item.tsx";
import { downloadWorkflow } from "#components/workflows/export-graph.ts";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import { useArchive } from "#components/workflows/use-archive.tsx";
import { usePause } from "#components/workflows/use-pause.ts";
import { useRemoval } from "#components/workflows/use-removal.ts";
import { holdsSecrets } from "#workflows/without-secrets.ts";
import type { Editor } from "./use-editor.ts";

/** What is done with a workflow as a whole, and seldom. */
export function MoreMenu({ workflow, editor }: { workflow: WorkflowView; editor: Editor }) {
  const t = useTranslations("canvas.header");
  const router = useRouter();
  const { pause, resume } = usePause();
  const removal = useRemoval();
  const archive = useArchive();
  const { id, name, status } = workflow;
  const mayEdit = useMay("editor");
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label={t("more")} tooltip={false}>
            <EllipsisVertical />
          </IconButton>
        }
      >
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
        <DropdownMenuItem
          icon={<Download />}
          onSelect={() => {
            const { graph } = editor.draft;
            downloadWorkflow({ name, tags: workflow.tags, graph });
            if (holdsSecrets(graph)) toast.success(t("exported"), { description: t("exportedHint") });
          }}
        >
          {t("export")}
        </DropdownMenuItem>
        {mayEdit && (
          <>
            <ArchiveItem workflow={workflow} archive={archive} />
            <DropdownMenuSeparator />
            <DropdownMenuItem
              icon={<Trash2 />}
              tone="danger"
              onSelect={() => removal.mutate({ id }, { onSuccess: () => router.push("/workflows") })}
            >
              {t("remove")}
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenu>
      {archive.dialog}
    </>
  );
}
