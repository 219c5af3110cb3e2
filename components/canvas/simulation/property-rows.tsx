"use client";

import { useTranslations } from "next-intl";
import { Input } from "#components/ui/input.tsx";
import type { Property } from "./properties.ts";
import { Rows } from "./rows.tsx";

const PROPERTIES_MAX = 50;

type Props = { rows: readonly Property[]; onChange(rows: Property[]): void };

/** What comes with an event: names with their values. */
export function PropertyRows({ rows, onChange }: Props) {
  const t = useTranslations("simulation.begin");
  return (
    <Rows
      rows={rows}
      newRow={{ name: "", value: "" }}
      max={PROPERTIES_MAX}
      addLabel={t("addProperty")}
      removeLabel={(number) => t("removeProperty", { number })}
      onChange={onChange}
    >
      {(row, change, number) => (
        <div className="flex w-full min-w-0 gap-1.5">
          <Input
            aria-label={t("propertyName", { number })}
            placeholder="total"
            value={row.name}
            onChange={(event) => change({ ...row, name: event.target.value })}
          />
          <Input
            aria-label={t("propertyValue", { number })}
            placeholder="64"
            value={row.value}
            onChange={(event) => change({ ...row, value: event.target.value })}
          />
        </div>
      )}
    </Rows>
  );
}
