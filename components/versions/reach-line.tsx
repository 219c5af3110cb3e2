"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Reach } from "#components/workflows/outputs.ts";

/** How many people the trigger would reach, as far as that can be told. */
export function ReachLine({ workflowId }: { workflowId: number }) {
  const api = useApi();
  const t = useTranslations("versions");
  const query = useQuery({
    ...api.workflows.reach.queryOptions({ id: workflowId }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-sm font-medium">{t("reach.title")}</h3>
      {query.isPending && (
        <div role="status" aria-label={t("reach.counting")}>
          <Skeleton className="h-5 w-64" />
        </div>
      )}
      {query.isError && <p className="text-muted">{t("reach.failed")}</p>}
      {query.data && (
        <p data-figures>
          {wordReach(query.data, t)}
          {"samples" in query.data && query.data.samples > 0 && (
            <span className="block text-muted">{t("reach.samples", { count: query.data.samples })}</span>
          )}
        </p>
      )}
    </section>
  );
}

function wordReach(reach: Reach, t: ReturnType<typeof useTranslations<"versions">>): string {
  switch (reach.kind) {
    case "nobody":
    case "unknown":
      return t(`reach.${reach.kind}`);
    case "schedule":
      return t(reach.isEverybody ? "reach.everybody" : "reach.schedule", { count: reach.people });
    case "by-hand":
      return t("reach.byHand", { count: reach.people });
    case "dates":
    case "quiet":
      return t(`reach.${reach.kind}`, { count: reach.people });
    case "events":
    case "carts":
      return t(reach.atLeast ? `reach.${reach.kind}AtLeast` : `reach.${reach.kind}`, {
        count: reach.people,
        days: reach.days,
      });
  }
}
