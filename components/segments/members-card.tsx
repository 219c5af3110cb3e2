"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Download, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useApi } from "#components/api.ts";
import { useDownload } from "#components/exports/use-download.ts";
import { ProfileRows } from "#components/profiles/profile-rows.tsx";
import { SelectionBar } from "#components/profiles/selection-bar.tsx";
import { useSelection } from "#components/profiles/use-selection.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { LoadMore } from "#components/shell/load-more.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import type { ProfileRow } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { useRested } from "#components/ui/use-rested.ts";
import type { Segment } from "./outputs.ts";

const REFRESH_MS = 15_000;

type Props = { segment: Pick<Segment, "id" | "state" | "memberCount"> };

/** Who is in a segment, with a search; who is ticked can be led into a workflow. */
export function SegmentMembers({ segment: { id: segmentId, state, memberCount } }: Props) {
  const t = useTranslations("segments.members");
  const api = useApi();
  const mayEdit = useMay("editor");
  const download = useDownload();
  const selection = useSelection<ProfileRow>();
  const [typed, setTyped] = useState("");
  const search = useRested(typed.trim());
  const list = useInfiniteQuery({
    ...api.segments.members.infiniteQueryOptions(
      { id: segmentId, search },
      { getNextPageParam: (page) => page.nextCursor },
    ),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
    refetchInterval: REFRESH_MS,
  });
  const { refetch } = list;
  const shownCount = useRef(memberCount);
  // Whoever came in or left since is to be seen as soon as the page says so.
  useEffect(() => {
    if (shownCount.current === memberCount) return;
    shownCount.current = memberCount;
    void refetch();
  }, [memberCount, refetch]);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <SearchField
          label={t("search")}
          placeholder={t("searchPlaceholder")}
          value={typed}
          onChange={setTyped}
          busy={list.isPlaceholderData}
        />
        {mayEdit && (
          <Button
            icon={<Download />}
            loading={download.isPending}
            onClick={() => download.mutate(`/exports/segment-${segmentId}.csv`)}
          >
            {t("export")}
          </Button>
        )}
      </div>
      <SelectionBar selection={selection} />
      <Card>
        <Loaded query={list} skeleton={<ListSkeleton />} errorTitle={t("notLoaded")}>
          {({ pages }) => {
            const profiles = pages.flatMap((page) => page.profiles);
            if (profiles.length > 0)
              return <ProfileRows profiles={profiles} selection={mayEdit ? selection : null} />;
            return (
              <EmptyState icon={<Users />} title={t(search ? "nobodyFound" : "nobody")}>
                {!search && t(state === "building" ? "buildingHint" : "nobodyHint")}
              </EmptyState>
            );
          }}
        </Loaded>
      </Card>
      <LoadMore query={list} />
    </>
  );
}
