"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { PersonList } from "#components/lifecycle/person-list.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { LoadMore } from "#components/shell/load-more.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Week, WeekFigure } from "./week-outputs.ts";

type Props = { week: Week; figure: WeekFigure; weeksAgo: 0 | 1; onClose(): void };

/** The people behind a figure of the week. */
export function WeekPeopleSheet({ week: { at, orderDays }, figure, weeksAgo, onClose }: Props) {
  const t = useTranslations("week.people");
  const api = useApi();
  const query = useInfiniteQuery(
    api.overview.weekPeople.infiniteQueryOptions(
      { figure, weeksAgo, at },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const title = figure === "ordered" ? t("ordered", { days: orderDays }) : t(figure);
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={weeksAgo === 0 ? t("thisWeek") : t("lastWeek")}
    >
      <Loaded query={query} skeleton={<ListSkeleton />} errorTitle={t("notLoaded")}>
        {({ pages }) => (
          <>
            <PersonList label={title} people={pages.flatMap(({ people }) => people)} />
            <LoadMore query={query} />
          </>
        )}
      </Loaded>
    </Sheet>
  );
}
