"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useLayoutEffect, useRef } from "react";
import { useApi } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TableCell } from "#components/ui/table.tsx";
import type { ListCursor, ListedProfile, ListFilter } from "./outputs.ts";
import { ProfileTableRow } from "./profile-table-row.tsx";
import { useNearby } from "./use-pages.ts";
import type { Selection } from "./use-selection.ts";

export const ROWS_PER_PAGE = 100;
/** What has left the screen is forgotten after so long, and asked for again when one comes back. */
const KEPT_MS = 60_000;
const ROW_PX = 48;

type Props = {
  index: number;
  cursor: ListCursor;
  filter: ListFilter;
  columns: readonly string[];
  selection: Selection<ListedProfile> | null;
  now: number;
  currency: string | null;
  loaded(index: number, next: ListCursor): void;
  /** Null when the page has left the screen. */
  shows(index: number, rows: readonly ListedProfile[] | null): void;
};

/** One page of the list; while it is far from the screen, as much empty room as it took. */
export function ProfileTablePage(props: Props) {
  const { index, cursor, filter, columns, selection, loaded, shows } = props;
  const t = useTranslations("profiles.list");
  const common = useTranslations("ui.common");
  const api = useApi();
  const body = useRef<HTMLTableSectionElement>(null);
  const height = useRef<number | null>(null);
  const nearby = useNearby(body, index === 0);
  const page = useQuery(
    api.profileLists.page.queryOptions(
      { ...filter, cursor, limit: ROWS_PER_PAGE },
      {
        enabled: nearby,
        gcTime: KEPT_MS,
        staleTime: Number.POSITIVE_INFINITY,
      },
    ),
  );
  const { data } = page;
  useEffect(() => {
    if (data) loaded(index, data.nextCursor);
  }, [data, index, loaded]);
  const rows = nearby ? data?.profiles : undefined;
  useEffect(() => {
    shows(index, rows ?? null);
    return () => shows(index, null);
  }, [rows, index, shows]);
  useLayoutEffect(() => {
    if (rows) height.current = body.current?.offsetHeight ?? null;
  }, [rows]);

  const width = columns.length + (selection ? 2 : 1);
  return (
    <tbody ref={body} aria-busy={(nearby && page.isPending) || undefined}>
      {rows?.map((profile) => (
        <ProfileTableRow key={profile.id} {...props} profile={profile} />
      ))}
      {!rows && !page.error && (
        <tr>
          <td
            colSpan={width}
            className="px-5 align-top"
            style={{ height: height.current ?? (index === 0 ? ROW_PX : ROWS_PER_PAGE * ROW_PX) }}
          >
            {nearby && <Skeleton className="mt-4 h-4 w-64 max-w-full" />}
          </td>
        </tr>
      )}
      {page.error && (
        <tr>
          <TableCell colSpan={width}>
            <span role="alert" className="text-danger">
              {t("notLoaded")}: {page.error.message}
            </span>{" "}
            <Button size="sm" loading={page.isFetching} onClick={() => void page.refetch()}>
              {common("tryAgain")}
            </Button>
          </TableCell>
        </tr>
      )}
    </tbody>
  );
}
