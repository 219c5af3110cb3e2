"use client";

import { EllipsisVertical, Eye, GitCompareArrows, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DropdownMenu, DropdownMenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { VersionSummary } from "#components/workflows/outputs.ts";
import { useNow } from "#components/workflows/use-now.ts";
import { useChangeLine } from "./use-change-line.ts";

type Props = {
  version: VersionSummary;
  onLook(): void;
  onCompare(): void;
  onBringBack(): void;
};

/** One version in the list of them. */
export function VersionRow({ version, onLook, onCompare, onBringBack }: Props) {
  const t = useTranslations("versions");
  const now = useNow();
  const changeLine = useChangeLine();
  const mayEdit = useMay("editor");
  const { number, publishedAt, publishedBy, restores, isLive, inside, changes } = version;
  return (
    <li className="flex items-start gap-3 border-b px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {t("version", { number })}
          {isLive && (
            <Badge tone="success" dot>
              {t("history.live")}
            </Badge>
          )}
          {restores !== null && <Badge tone="info">{t("history.restores", { number: restores })}</Badge>}
        </p>
        <p className="mt-0.5 text-sm">{changes === null ? t("line.first") : changeLine(changes)}</p>
        <p className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5 text-sm text-muted">
          <span>{publishedBy ?? t("history.somebody")}</span>
          <TimeAgo at={publishedAt} now={now} />
          {inside > 0 && <span data-figures>{t("history.inside", { count: inside })}</span>}
        </p>
      </div>
      <DropdownMenu
        trigger={
          <IconButton label={t("history.actions", { number })} tooltip={false} className="text-muted">
            <EllipsisVertical />
          </IconButton>
        }
      >
        <DropdownMenuItem icon={<Eye />} onSelect={onLook}>
          {t("history.look")}
        </DropdownMenuItem>
        <DropdownMenuItem icon={<GitCompareArrows />} onSelect={onCompare}>
          {t("history.compareThis")}
        </DropdownMenuItem>
        {mayEdit && (
          <DropdownMenuItem icon={<Undo2 />} onSelect={onBringBack}>
            {t("back.title", { number })}
          </DropdownMenuItem>
        )}
      </DropdownMenu>
    </li>
  );
}
