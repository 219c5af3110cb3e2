"use client";

import { Activity, Send, Users, Workflow } from "lucide-react";
import type { Overview } from "#components/shell/outputs.ts";
import { Stat } from "#components/ui/stat.tsx";

/** The four figures that say whether the shop is alive. */
export function OverviewStats({ overview }: { overview: Overview }) {
  const { profiles, eventsToday, activeRuns, sentWeek } = overview;
  return (
    <section aria-label="Figures" className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Stat icon={<Users />} label="Profiles" value={figure(profiles)} href="/profiles" />
      <Stat icon={<Activity />} label="Events today" value={figure(eventsToday)} />
      <Stat
        icon={<Workflow />}
        label="People inside"
        value={figure(activeRuns)}
        hint="in all workflows"
        href="/workflows"
      />
      <Stat
        icon={<Send />}
        label="Messages"
        value={figure(sentWeek)}
        hint="in the last 7 days"
        href="/messages"
      />
    </section>
  );
}

function figure(count: number): string {
  return count.toLocaleString("en");
}
