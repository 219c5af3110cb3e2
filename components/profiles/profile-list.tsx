"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { LoadMore } from "#components/shell/load-more.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import type { ProfileRow } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ProfileListEmpty } from "./profile-list-empty.tsx";
import { ProfileRows } from "./profile-rows.tsx";
import { ProfileSearch } from "./profile-search.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { useAddressSearch } from "./use-address-search.ts";
import { useSelection } from "./use-selection.ts";

/** Everybody, the newest first, with a search that is kept in the address. */
export function ProfileList() {
  const t = useTranslations("profiles.list");
  const api = useApi();
  const { typed, setTyped, search } = useAddressSearch();
  const list = useInfiniteQuery({
    ...api.profiles.list.infiniteQueryOptions(
      { search: search || undefined },
      { getNextPageParam: (page) => page.nextCursor },
    ),
    // The list stays while the next letters are looked for.
    placeholderData: keepPreviousData,
    // An import or an event may have brought people a moment ago, and who comes to see them must not be told of none.
    refetchOnMount: "always",
  });
  const mayEdit = useMay("editor");
  const selection = useSelection<ProfileRow>();
  const total = list.data?.pages[0]?.total;

  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <ButtonLink href="/imports" icon={<FileUp />}>
            {t("import")}
          </ButtonLink>
        }
      />
      <ProfileSearch
        value={typed}
        onChange={setTyped}
        found={total}
        searching={search !== "" || typed !== search}
        busy={list.isPlaceholderData}
      />
      <SelectionBar selection={selection} />
      <Card>
        <Loaded query={list} skeleton={<ListSkeleton />} errorTitle={t("notLoaded")}>
          {({ pages }) => {
            const profiles = pages.flatMap((page) => page.profiles);
            return profiles.length > 0 ? (
              <ProfileRows profiles={profiles} selection={mayEdit ? selection : null} />
            ) : (
              <ProfileListEmpty search={search} onClear={() => setTyped("")} />
            );
          }}
        </Loaded>
      </Card>
      <LoadMore query={list} />
    </>
  );
}
