"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { wordCondition } from "#workflows/word-condition.ts";
import type { SegmentRow } from "./outputs.ts";
import { SegmentMenu } from "./segment-menu.tsx";

/** Segments under each other, each leading to its own page. */
export function SegmentRows({ segments }: { segments: readonly SegmentRow[] }) {
  const t = useTranslations("segments.list");
  return (
    <ul aria-label={t("title")} className="divide-y divide-line">
      {segments.map((segment) => (
        <Row key={segment.id} segment={segment} />
      ))}
    </ul>
  );
}

function Row({ segment }: { segment: SegmentRow }) {
  const say = useSay();
  const mayEdit = useMay("editor");
  const { id, name, rule } = segment;
  return (
    <li className="group relative flex items-start gap-3 py-3 pr-2 pl-4 first:rounded-t-lg last:rounded-b-lg hover:bg-hover sm:pl-5">
      <div className="min-w-0 flex-1">
        <Link
          href={`/segments/${id}`}
          className="block truncate font-medium after:absolute after:inset-0 after:rounded-[inherit] group-hover:text-ember-ink"
        >
          {name}
        </Link>
        <p className="mt-0.5 line-clamp-2 text-sm text-muted [overflow-wrap:anywhere]">
          {say(wordCondition(rule))}
        </p>
        <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm sm:hidden">
          <Figures segment={segment} />
        </div>
      </div>
      <div className="flex shrink-0 flex-col items-end gap-1 text-right text-sm max-sm:hidden">
        <Figures segment={segment} />
      </div>
      {mayEdit && (
        <span className="relative z-1">
          <SegmentMenu segment={segment} />
        </span>
      )}
    </li>
  );
}

/** How many people are in it, and what became of that in the last days; how far it is while it is being made. */
function Figures({ segment: { memberCount, state, progress, came, left } }: { segment: SegmentRow }) {
  const t = useTranslations("segments.list");
  const language = useLocale();
  return (
    <>
      <span data-figures className="font-medium">
        {t("count", { count: memberCount })}
      </span>
      {state === "building" ? (
        <BuildingBadge progress={progress} />
      ) : (
        <span data-figures className="text-muted">
          {came === 0 && left === 0
            ? t("unchanged")
            : t("change", { came: came.toLocaleString(language), left: left.toLocaleString(language) })}
        </span>
      )}
    </>
  );
}

/** How many of the shop's people have been looked at. */
export function BuildingBadge({ progress }: { progress: SegmentRow["progress"] }) {
  const t = useTranslations("segments.list");
  const percent = progress && progress.total > 0 ? Math.floor((100 * progress.done) / progress.total) : 0;
  return (
    <Badge tone="info" dot>
      {t("building", { percent: Math.min(percent, 99) })}
    </Badge>
  );
}
