"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { LoadMore } from "#components/shell/load-more.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { LifecycleStage } from "#workflows/lifecycle.ts";
import { PersonList } from "./person-list.tsx";

type Props = {
  title: string;
  description: string;
  stages: LifecycleStage[];
  onClose(): void;
};

/** Who is in some stages, and since when. */
export function StagePeopleSheet({ title, description, stages, onClose }: Props) {
  const t = useTranslations("lifecycle.people");
  const api = useApi();
  const query = useInfiniteQuery(
    api.lifecycle.people.infiniteQueryOptions({ stages }, { getNextPageParam: (page) => page.nextCursor }),
  );
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={title} description={description}>
      <Loaded query={query} skeleton={<ListSkeleton />} errorTitle={t("notLoaded")}>
        {({ pages }) => (
          <>
            <PersonList
              label={title}
              people={pages.flatMap(({ people }) => people)}
              about={({ since }) => <TimeAgo at={since} now={pages[0]?.now ?? since} />}
            />
            <LoadMore query={query} />
          </>
        )}
      </Loaded>
    </Sheet>
  );
}
