"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Choice } from "#components/ui/choice.tsx";

type Props = { overdue: number; value: boolean; onChange(include: boolean): void };

/** Who a workflow for quiet people starts for when it is switched on. */
export function OverdueChoice({ overdue, value, onChange }: Props) {
  const t = useTranslations("canvas.overdue");
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">{t("title", { count: overdue })}</legend>
      <Choice name={name} checked={!value} onChoose={() => onChange(false)} label={t("fromNow")} />
      <Choice name={name} checked={value} onChoose={() => onChange(true)} label={t("too")} />
    </fieldset>
  );
}
