"use client";

import { useFormatter, useTranslations } from "next-intl";
import { wordGoal } from "./word-goal.ts";

type Props = {
  counts: { entered: number; active: number; goalEvent: string | null; converted: number };
};

/** How many people a workflow has had, has now, and has brought to its goal. */
export function RunsFigures({ counts: { entered, active, goalEvent, converted } }: Props) {
  const t = useTranslations("workflows");
  const format = useFormatter();
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 pt-4">
      <Figure name={t("figures.entered")}>{format.number(entered)}</Figure>
      <Figure name={t("figures.inside")}>{format.number(active)}</Figure>
      {goalEvent !== null && (
        <Figure name={t("figures.goal", { event: goalEvent })}>{wordGoal(t, { converted, entered })}</Figure>
      )}
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: string }) {
  return (
    <div className="min-w-0 [overflow-wrap:anywhere]">
      <dt className="text-sm text-muted">{name}</dt>
      <dd data-figures className="font-medium">
        {children}
      </dd>
    </div>
  );
}
