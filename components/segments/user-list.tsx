"use client";

import { CircleDashed, Megaphone, Workflow } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import type { SegmentUser } from "./outputs.ts";

const LOOKS = {
  workflow: { Icon: Workflow, folder: "/workflows" },
  segment: { Icon: CircleDashed, folder: "/segments" },
  "one-off": { Icon: Megaphone, folder: "/one-offs" },
} as const;

/** What reads a segment, each leading to where that is. */
export function UserList({ label, usedBy }: { label: string; usedBy: readonly SegmentUser[] }) {
  const t = useTranslations("segments.users");
  return (
    <ul aria-label={label} className="flex flex-col gap-1.5 text-sm">
      {usedBy.map(({ kind, id, name, isLive }) => {
        const { Icon, folder } = LOOKS[kind];
        return (
          <li key={`${kind} ${id}`} className="flex min-w-0 items-center gap-2">
            <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" />
            <Link
              href={`${folder}/${id}`}
              className="min-w-0 truncate font-medium underline underline-offset-2 hover:text-ember-ink"
            >
              {name}
            </Link>
            <span className="shrink-0 text-muted">{t(kind)}</span>
            {isLive && (
              <Badge tone="success" dot>
                {t("live")}
              </Badge>
            )}
          </li>
        );
      })}
    </ul>
  );
}
