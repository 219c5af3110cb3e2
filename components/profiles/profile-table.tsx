"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { useApi } from "#components/api.ts";
import { useNow } from "#components/shell/session.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Table, TableHead, TableHeader } from "#components/ui/table.tsx";
import { readColumn } from "./list-columns.ts";
import type { ListedProfile, ListFilter } from "./outputs.ts";
import { ProfileTablePage } from "./profile-table-page.tsx";
import { usePages } from "./use-pages.ts";
import type { Selection } from "./use-selection.ts";

type Props = {
  filter: ListFilter;
  columns: readonly string[];
  /** Null for those who may only look. */
  selection: Selection<ListedProfile> | null;
};

/** A list of any length: pages are loaded as one comes near them, and only those stand in the document that are near. */
export function ProfileTable({ filter, columns, selection }: Props) {
  const t = useTranslations("profiles.table");
  const api = useApi();
  const now = useNow();
  const settings = useQuery(api.settings.get.queryOptions());
  const { cursors, loaded } = usePages();
  const [onScreen, setOnScreen] = useState<ReadonlyMap<number, readonly ListedProfile[]>>(new Map());
  const shows = useCallback((index: number, rows: readonly ListedProfile[] | null) => {
    setOnScreen((before) => {
      const after = new Map(before);
      if (rows) after.set(index, rows);
      else after.delete(index);
      return after;
    });
  }, []);
  return (
    <Table label={t("label")}>
      <TableHead>
        {selection && <SelectAll profiles={[...onScreen.values()].flat()} selection={selection} />}
        <TableHeader>{t("name")}</TableHeader>
        {columns.map((column) => (
          <TableHeader key={column} className={column === columns.at(-1) ? undefined : "max-md:hidden"}>
            <ColumnName column={column} />
          </TableHeader>
        ))}
      </TableHead>
      {cursors.map((cursor, index) => (
        <ProfileTablePage
          key={cursor === null ? "first" : `${cursor.id} ${cursor.by}`}
          {...{ index, cursor, filter, columns, selection, now, loaded, shows }}
          currency={settings.data?.currency ?? null}
        />
      ))}
    </Table>
  );
}

/** What a column is called. */
export function ColumnName({ column }: { column: string }) {
  const t = useTranslations("profiles.table");
  const read = readColumn(column);
  if (!read) return null;
  return "attribute" in read ? read.attribute : t(read.field);
}

function SelectAll({
  profiles,
  selection,
}: {
  profiles: ListedProfile[];
  selection: Selection<ListedProfile>;
}) {
  const t = useTranslations("profiles.table");
  const ticked = profiles.filter(selection.has).length;
  return (
    <TableHeader className="w-0 pr-0">
      <span className="flex">
        <Checkbox
          aria-label={t("selectPage")}
          checked={ticked > 0 && ticked === profiles.length ? true : ticked > 0 ? "indeterminate" : false}
          onCheckedChange={(checked) => selection.set(profiles, checked)}
        />
      </span>
    </TableHeader>
  );
}
