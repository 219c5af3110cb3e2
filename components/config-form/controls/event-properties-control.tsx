"use client";

import { useTranslations } from "next-intl";
import { Input } from "#components/ui/input.tsx";
import { type ControlProps, textOf } from "../control.ts";
import { ControlGroup } from "./control-group.tsx";
import { RowList, readRows } from "./row-list.tsx";

/** What an event carries: names with their values. */
export function EventPropertiesControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.eventProperties");
  const whole = problems.find(({ path }) => path === "")?.message;
  return (
    <ControlGroup label={field.label} help={field.help} error={whole}>
      <RowList
        rows={readRows(value)}
        removeLabel={(number) => t("remove", { number })}
        addLabel={t("add")}
        newRow={() => ({ name: "", value: "" })}
        problems={problems}
        onChange={onChange}
        head={(row, change, number) => (
          <div className="flex gap-1.5">
            <Input
              aria-label={t("name", { number })}
              placeholder="total"
              value={textOf(row.name)}
              onChange={(event) => change({ ...row, name: event.target.value })}
            />
            <Input
              aria-label={t("value", { number })}
              placeholder="{{ event.total }}"
              value={textOf(row.value)}
              onChange={(event) => change({ ...row, value: event.target.value })}
            />
          </div>
        )}
      />
    </ControlGroup>
  );
}
