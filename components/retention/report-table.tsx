"use client";

import { useTranslations } from "next-intl";
import { heatColour } from "#components/charts/table-picture.ts";
import { cn } from "#components/ui/cn.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { starred } from "./figures.ts";
import { OpenNumber } from "./open-number.tsx";
import type { Opened, ReportCell, ReportRow, ReportTable } from "./report.ts";

type Props = { table: ReportTable; onOpen: (opened: Opened) => void };

/** The numbers themselves. The heads of the rows stay in sight while it scrolls sideways. */
export function ReportTableView({ table, onOpen }: Props) {
  return (
    <Table label={table.label}>
      <TableHead>
        {table.columns.map((name, column) => (
          <TableHeader key={name} numeric={column > 0} className={cn(column === 0 && "left-0 z-20")}>
            {name}
          </TableHeader>
        ))}
      </TableHead>
      <TableBody>
        {table.rows.map((row) => (
          <Row key={row.head} row={row} columns={table.columns} onOpen={onOpen} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({
  row,
  columns,
  onOpen,
}: {
  row: ReportRow;
  columns: readonly string[];
  onOpen: Props["onOpen"];
}) {
  return (
    <TableRow className={cn(row.total && "font-medium")}>
      <th
        scope="row"
        className="sticky left-0 z-1 max-w-48 border-b bg-surface px-4 py-2 pl-5 text-left font-medium whitespace-nowrap max-sm:max-w-36 max-sm:whitespace-normal"
      >
        {row.head}
      </th>
      {row.cells.map((cell, index) => (
        <Cell key={columns[index + 1]} cell={cell} onOpen={onOpen} />
      ))}
    </TableRow>
  );
}

function Cell({ cell, onOpen }: { cell: ReportCell; onOpen: Props["onOpen"] }) {
  const t = useTranslations("retention.report");
  const { hint, heat, unfinished, opens } = cell;
  const isHeat = heat !== undefined;
  return (
    <TableCell
      numeric
      className={cn("whitespace-nowrap", unfinished && "italic")}
      style={isHeat ? { backgroundColor: heatColour(heat) } : undefined}
    >
      <OpenNumber text={starred(cell)} opens={opens} onOpen={onOpen} />
      {unfinished && <span className="sr-only"> {t("unfinished")}</span>}
      {hint && <span className={cn("block text-xs", !isHeat && "text-muted")}>{hint}</span>}
    </TableCell>
  );
}
