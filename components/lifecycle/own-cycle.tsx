"use client";

import { useTranslations } from "next-intl";
import type { Lifecycle } from "./outputs.ts";

/** What the shop's own buying cycle is, and which stages it suggests. */
export function OwnCycle({ lifecycle: { cycle, suggested } }: { lifecycle: Lifecycle }) {
  const t = useTranslations("lifecycle.cycle");
  const { newDays: isNew, atRiskDays: atRisk, dormantDays: dormant, lostDays: lost } = suggested;
  return (
    <>
      {cycle.medianGapDays === null
        ? t("unknown", { people: cycle.repeatBuyers })
        : t("known", { people: cycle.repeatBuyers, days: cycle.medianGapDays })}{" "}
      {t("suggests", { isNew, atRisk, dormant, lost })}
    </>
  );
}
