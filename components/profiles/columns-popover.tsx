"use client";

import { useQuery } from "@tanstack/react-query";
import { Columns3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { attributeColumn, COLUMNS_MAX, DEFAULT_COLUMNS, listColumns } from "./list-columns.ts";
import { ColumnName } from "./profile-table.tsx";

type Props = { columns: readonly string[]; onChange(columns: readonly string[]): void };

/** Which columns the list has: fields, and the attributes that people really have. */
export function ColumnsPopover({ columns, onChange }: Props) {
  const t = useTranslations("profiles.columns");
  const api = useApi();
  const attributes = useQuery(api.attributes.names.queryOptions());
  const seen = (attributes.data?.names ?? []).map(attributeColumn);
  // One that a saved list brought stays to be taken off, though nobody has it any more.
  const others = columns.filter((column) => column.startsWith(attributeColumn("")) && !seen.includes(column));
  const offered = [...listColumns, ...seen, ...others];
  const isFull = columns.length >= COLUMNS_MAX;

  /** In the order in which they are offered, whatever was ticked first. */
  function toggle(column: string, on: boolean) {
    onChange(offered.filter((one) => (one === column ? on : columns.includes(one))));
  }

  return (
    <Popover
      label={t("title")}
      align="end"
      trigger={
        <Button icon={<Columns3 />} className="max-md:hidden">
          {t("title")}
        </Button>
      }
    >
      <fieldset className="flex flex-col gap-1">
        <legend className="sr-only">{t("title")}</legend>
        {offered.map((column) => (
          <Checkbox
            key={column}
            label={<ColumnName column={column} />}
            checked={columns.includes(column)}
            disabled={isFull && !columns.includes(column)}
            onCheckedChange={(on) => toggle(column, on)}
          />
        ))}
      </fieldset>
      {isFull && <p className="mt-2 text-muted">{t("full", { max: COLUMNS_MAX })}</p>}
      <Button size="sm" variant="ghost" className="mt-3" onClick={() => onChange(DEFAULT_COLUMNS)}>
        {t("reset")}
      </Button>
    </Popover>
  );
}
