"use client";

import { CircleCheck, LogIn, Send, ShoppingBag } from "lucide-react";
import { useTranslations } from "next-intl";
import { Stat } from "#components/ui/stat.tsx";
import type { WorkflowResults } from "./outputs.ts";
import type { ResultWords } from "./result-words.ts";

type Props = { workflowId: number; results: WorkflowResults; words: ResultWords };

/** How many people entered, got something, did what the workflow is for, and what they spent. */
export function ResultFigures({ workflowId, results, words }: Props) {
  const t = useTranslations("results.figures");
  const { total, goalEvent, orderDays, from, now } = results;
  const runs = `/workflows/${workflowId}/runs?from=${words.isoDay(from)}&until=${words.isoDay(now)}`;
  return (
    <section aria-label={t("label")} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Stat
        icon={<LogIn />}
        label={t("entered")}
        value={words.count(total.entered)}
        hint={total.heldOut > 0 && t("heldOut", { count: total.heldOut })}
        href={runs}
      />
      <Stat
        icon={<Send />}
        label={t("reached")}
        value={words.count(total.reached)}
        hint={t("reachedHint", { share: words.share(total.reached, total.entered) })}
        href={`/messages?workflow=${workflowId}`}
      />
      <Stat
        icon={<CircleCheck />}
        label={t("converted")}
        value={goalEvent === null ? "–" : words.count(total.converted)}
        hint={
          goalEvent === null
            ? t("noGoal")
            : t("convertedHint", { share: words.share(total.converted, total.entered), event: goalEvent })
        }
        {...(goalEvent !== null && { href: `${runs}&goal=yes` })}
      />
      <Stat
        icon={<ShoppingBag />}
        label={t("revenue")}
        value={words.money(total.revenue)}
        hint={t("orders", { count: total.orders, days: orderDays })}
      />
    </section>
  );
}
