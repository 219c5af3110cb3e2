"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowLeftRight, LogIn, LogOut } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { LoadMore } from "#components/shell/load-more.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { useNow } from "#components/shell/session.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { SegmentChange } from "./outputs.ts";

const REFRESH_MS = 15_000;

/** Who came into a segment and who left it, the newest first. */
export function SegmentChanges({ segmentId }: { segmentId: number }) {
  const t = useTranslations("segments.changes");
  const api = useApi();
  const list = useInfiniteQuery({
    ...api.segments.changes.infiniteQueryOptions(
      { id: segmentId },
      { getNextPageParam: (page) => page.nextCursor },
    ),
    refetchOnMount: "always",
    refetchInterval: REFRESH_MS,
  });
  return (
    <>
      <Card>
        <Loaded query={list} skeleton={<ListSkeleton rows={4} />} errorTitle={t("notLoaded")}>
          {({ pages }) => {
            const changes = pages.flatMap((page) => page.changes);
            if (changes.length > 0) return <Changes changes={changes} />;
            return (
              <EmptyState icon={<ArrowLeftRight />} title={t("none")}>
                {t("noneHint")}
              </EmptyState>
            );
          }}
        </Loaded>
      </Card>
      <LoadMore query={list} />
    </>
  );
}

function Changes({ changes }: { changes: readonly SegmentChange[] }) {
  const t = useTranslations("segments.changes");
  const now = useNow();
  const profileName = useProfileName();
  return (
    <ul aria-label={t("label")} className="divide-y divide-line text-sm">
      {changes.map(({ id, profile, entered, at }) => (
        <li key={id} className="flex min-w-0 items-center gap-3 px-4 py-3 sm:px-5">
          {entered ? (
            <LogIn aria-hidden="true" className="size-4 shrink-0 text-success" />
          ) : (
            <LogOut aria-hidden="true" className="size-4 shrink-0 text-muted" />
          )}
          <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
            <Link
              href={`/profiles/${profile.id}`}
              className="max-w-full truncate font-medium hover:text-ember-ink"
            >
              {profileName(profile)}
            </Link>
            <span className="text-muted">{t(entered ? "entered" : "left")}</span>
          </span>
          <TimeAgo at={at} now={now} className="shrink-0 text-muted" />
        </li>
      ))}
    </ul>
  );
}
