"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { PropertyRow } from "./property-draft.ts";

type Props = { rows: readonly PropertyRow[]; onChange: (rows: PropertyRow[]) => void };

/** Properties to type, one a row. */
export function PropertyRows({ rows, onChange }: Props) {
  const t = useTranslations("profiles.properties");

  function change(id: number, part: Partial<PropertyRow>) {
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  }

  function add() {
    onChange([...rows, { id: Math.max(0, ...rows.map((row) => row.id)) + 1, name: "", value: "" }]);
  }

  return (
    <div className="flex flex-col gap-2">
      {rows.map((row, index) => (
        <div key={row.id} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] gap-1.5">
          <Input
            aria-label={t("nameOf", { number: index + 1 })}
            placeholder={t("name")}
            value={row.name}
            onChange={(event) => change(row.id, { name: event.target.value })}
          />
          <Input
            aria-label={t("valueOf", { number: index + 1 })}
            placeholder={t("value")}
            value={row.value}
            onChange={(event) => change(row.id, { value: event.target.value })}
          />
          <IconButton
            label={t("remove", { property: row.name || index + 1 })}
            tooltip={false}
            className="text-muted"
            onClick={() => onChange(rows.filter((other) => other.id !== row.id))}
          >
            <X />
          </IconButton>
        </div>
      ))}
      <Button size="sm" variant="ghost" icon={<Plus />} className="self-start" onClick={add}>
        {t("add")}
      </Button>
    </div>
  );
}
