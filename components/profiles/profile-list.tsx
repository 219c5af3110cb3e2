"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { useMay } from "#components/shell/session.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ListBar } from "./list-bar.tsx";
import type { ListedProfile, ListFilter } from "./outputs.ts";
import { ProfileListEmpty } from "./profile-list-empty.tsx";
import { ProfileSearch } from "./profile-search.tsx";
import { ProfileTable } from "./profile-table.tsx";
import { ROWS_PER_PAGE } from "./profile-table-page.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { useAddressSearch } from "./use-address-search.ts";
import { useListState } from "./use-list-state.ts";
import { useSelection } from "./use-selection.ts";

/** Everybody, or those who are searched for and fit the filter; both are kept in the address. */
export function ProfileList() {
  const t = useTranslations("profiles.list");
  const api = useApi();
  const { typed, setTyped, search } = useAddressSearch();
  const { rule, sort, columns, change } = useListState();
  const filter = useMemo<ListFilter>(
    () => ({ search, rule, sort, columns: [...columns] }),
    [search, rule, sort, columns],
  );
  const first = useQuery(
    api.profileLists.page.queryOptions(
      { ...filter, cursor: null, limit: ROWS_PER_PAGE },
      {
        // The list stays while the next letters are looked for.
        placeholderData: keepPreviousData,
        staleTime: Number.POSITIVE_INFINITY,
        // An import or an event may have brought people a moment ago, and who comes to see them must not be told of none.
        refetchOnMount: "always",
      },
    ),
  );
  const count = useQuery(
    api.profileLists.count.queryOptions({ search, rule }, { placeholderData: keepPreviousData }),
  );
  const shown = useShown(filter, first.isPlaceholderData || first.isPending);
  const mayEdit = useMay("editor");
  const selection = useSelection<ListedProfile>();
  const narrowed = search !== "" || rule !== null;

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
        found={count.data}
        searching={narrowed || typed !== search}
        busy={first.isPlaceholderData || count.isPlaceholderData}
      />
      <ListBar
        {...{ search, rule, sort, columns }}
        count={count.data?.count}
        onChange={change}
        onOpen={(view) => {
          setTyped(view.filter.search);
          change({ rule: view.filter.rule, sort: view.filter.sort, columns: view.columns });
        }}
      />
      <SelectionBar selection={selection} />
      <Card>
        <Loaded query={first} skeleton={<ListSkeleton />} errorTitle={t("notLoaded")}>
          {({ profiles, nextCursor }) =>
            profiles.length > 0 || nextCursor !== null ? (
              <ProfileTable
                key={JSON.stringify(shown)}
                filter={shown}
                columns={shown.columns ?? []}
                selection={mayEdit ? selection : null}
              />
            ) : (
              <ProfileListEmpty
                search={search}
                filtered={rule !== null}
                onClear={() => {
                  setTyped("");
                  change({ rule: null });
                }}
              />
            )
          }
        </Loaded>
      </Card>
    </>
  );
}

/** The filter whose answer is there, while that of a newer one is on its way. */
function useShown(filter: ListFilter, waits: boolean): ListFilter {
  const [shown, setShown] = useState(filter);
  if (!waits && shown !== filter) setShown(filter);
  return waits ? shown : filter;
}
