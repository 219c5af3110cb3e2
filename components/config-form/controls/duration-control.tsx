"use client";

import { useTranslations } from "next-intl";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { durationUnits } from "#workflows/duration.ts";
import { type ControlProps, textOf } from "../control.ts";
import { ControlGroup } from "./control-group.tsx";
import { readNumber } from "./number-control.tsx";

export function DurationControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.duration");
  const duration = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  return (
    <ControlGroup label={field.label} help={field.help} error={problems[0]?.message}>
      <div className="flex gap-2">
        <Input
          aria-label={t("amount")}
          aria-invalid={problems.length > 0 || undefined}
          type="number"
          inputMode="numeric"
          min={1}
          className="w-24"
          value={textOf(duration.amount)}
          onChange={(event) => onChange({ ...duration, amount: readNumber(event.target.value) })}
        />
        <Select
          aria-label={t("unit")}
          className="w-36"
          options={durationUnits.map((value) => ({ value, label: t(value) }))}
          value={textOf(duration.unit)}
          onValueChange={(unit) => onChange({ ...duration, unit })}
        />
      </div>
    </ControlGroup>
  );
}
