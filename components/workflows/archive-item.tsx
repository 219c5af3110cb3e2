import { Archive, ArchiveRestore } from "lucide-react";
import { useTranslations } from "next-intl";
import { DropdownMenuItem } from "#components/ui/dropdown-menu.tsx";
import type { WorkflowSummary } from "./outputs.ts";
import type { useArchive } from "./use-archive.tsx";

/** In a workflow's menu: puts it away, or brings it back. */
export function ArchiveItem({
  workflow,
  archive,
}: {
  workflow: Pick<WorkflowSummary, "id" | "name" | "status" | "isArchived">;
  archive: Pick<ReturnType<typeof useArchive>, "archive" | "bringBack">;
}) {
  const t = useTranslations("versions");
  return workflow.isArchived ? (
    <DropdownMenuItem icon={<ArchiveRestore />} onSelect={() => archive.bringBack(workflow.id)}>
      {t("archive.bringBack")}
    </DropdownMenuItem>
  ) : (
    <DropdownMenuItem icon={<Archive />} onSelect={() => archive.archive(workflow)}>
      {t("archive.archive")}
    </DropdownMenuItem>
  );
}
