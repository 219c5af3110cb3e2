"use client";

import { useTranslations } from "next-intl";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { joinTarget, splitTarget, targetOptions } from "./column-targets.ts";
import type { ImportKind } from "./outputs.ts";

type Props = {
  kind: ImportKind;
  headers: readonly string[];
  sample: readonly (readonly string[])[];
  columns: (string | null)[];
  onChange: (columns: (string | null)[]) => void;
};

/** The columns of a file with some of their cells, and what each of them is. */
export function ColumnRows({ kind, headers, sample, columns, onChange }: Props) {
  const t = useTranslations("imports");
  const options = targetOptions(kind, t);
  const places = headers.map((header, index) => ({ header, index, key: `${index} ${header}` }));
  return (
    <ul aria-label={t("columns.label")} className="divide-y divide-line">
      {places.map(({ header, index, key }) => {
        const { choice, name } = splitTarget(columns[index] ?? null);
        const set = (target: string | null) =>
          onChange(columns.map((old, at) => (at === index ? target : old)));
        return (
          <li
            key={key}
            className="grid gap-2 px-5 py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)] sm:items-center sm:gap-6"
          >
            <div className="min-w-0 text-sm [overflow-wrap:anywhere]">
              <p className="font-medium">{header}</p>
              <p className="truncate text-muted">{exampleOf(sample, index) ?? t("columns.empty")}</p>
            </div>
            <div className="flex min-w-0 flex-col gap-2 lg:flex-row">
              <Select
                aria-label={t("columns.what", { header })}
                options={options}
                value={choice}
                onValueChange={(next) => set(joinTarget(next, name ?? header.slice(0, 100)))}
              />
              {name !== null && (
                <Input
                  aria-label={t("columns.name", { header })}
                  value={name}
                  maxLength={100}
                  onChange={(event) => set(joinTarget(choice, event.target.value))}
                />
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function exampleOf(sample: readonly (readonly string[])[], index: number): string | null {
  const cells = sample.map((row) => row[index]?.trim()).filter(Boolean);
  return cells.length > 0 ? cells.join(" · ") : null;
}
