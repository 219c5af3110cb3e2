"use client";

import { Activity, Send, Users, Workflow } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { Overview } from "#components/shell/outputs.ts";
import { Stat } from "#components/ui/stat.tsx";

/** The four figures that say whether the shop is alive. */
export function OverviewStats({ overview }: { overview: Overview }) {
  const t = useTranslations("first-run.overview");
  const format = new Intl.NumberFormat(useLocale());
  const figure = (count: number) => format.format(count);
  const { profiles, eventsToday, activeRuns, sentWeek } = overview;
  return (
    <section aria-label={t("figures")} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Stat icon={<Users />} label={t("profiles")} value={figure(profiles)} href="/profiles" />
      <Stat icon={<Activity />} label={t("eventsToday")} value={figure(eventsToday)} />
      <Stat
        icon={<Workflow />}
        label={t("inside")}
        value={figure(activeRuns)}
        hint={t("insideHint")}
        href="/workflows"
      />
      <Stat
        icon={<Send />}
        label={t("messages")}
        value={figure(sentWeek)}
        hint={t("messagesHint")}
        href="/messages"
      />
    </section>
  );
}
