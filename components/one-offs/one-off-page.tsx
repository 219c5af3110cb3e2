"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { NotLoaded } from "#components/shell/not-loaded.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { LIST_HREF } from "./draft-head.tsx";
import { DraftPage } from "./draft-page.tsx";
import type { OneOff } from "./outputs.ts";
import { SentPage } from "./sent-page.tsx";

/** How often the page looks again; what became of one that is over is looked for when somebody comes back to the page. */
const REFRESH_MS: Record<OneOff["status"], number | false> = {
  draft: false,
  scheduled: 10_000,
  sending: 5_000,
  stopped: false,
  done: false,
};

/** One message: its draft, or what became of it. */
export function OneOffPage({ oneOffId }: { oneOffId: number }) {
  const t = useTranslations("one-offs");
  const api = useApi();
  // A draft from the cache may be older than the last save: writing on it would end in a conflict with oneself.
  const query = useQuery({
    ...api.oneOffs.get.queryOptions({ id: oneOffId }),
    refetchOnMount: "always",
    // Never a draft: what is being written must not change under the writer's hands.
    refetchOnWindowFocus: ({ state }) => state.data !== undefined && state.data.status !== "draft",
    refetchInterval: ({ state }) => (state.data ? REFRESH_MS[state.data.status] : false),
  });
  if (query.isError && !query.data) {
    return (
      <NotLoaded back={{ href: LIST_HREF, label: t("list.title") }} title={t("page.title")} query={query} />
    );
  }
  if (!query.data || !query.isFetchedAfterMount) return <PageSkeleton />;
  return query.data.status === "draft" ? (
    <DraftPage key={oneOffId} oneOff={query.data} />
  ) : (
    <SentPage oneOff={query.data} />
  );
}

function PageSkeleton() {
  const t = useTranslations("one-offs.page");
  return (
    <div role="status" aria-label={t("opening")} className="flex flex-col gap-5">
      <Skeleton className="mt-10 h-9 w-64" />
      {["h-72", "h-48", "h-40"].map((height) => (
        <Skeleton key={height} className={`${height} rounded-lg`} />
      ))}
    </div>
  );
}
