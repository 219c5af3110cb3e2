"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { Loaded } from "#components/shell/loaded.tsx";
import { ProxyNote } from "#components/site/proxy-note.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { SourceCard } from "./source-card.tsx";

const LOOK_EVERY_MS = 10_000;
const GRID = "grid gap-4 sm:grid-cols-2 lg:grid-cols-3";

/** Where the shop's events can come from, each with how far it has come. */
export function ConnectPage() {
  const t = useTranslations("connect");
  const api = useApi();
  const list = useQuery(api.connect.list.queryOptions(undefined, { refetchInterval: LOOK_EVERY_MS }));
  return (
    <>
      <PageHeader title={t("list.title")} description={t("list.description")} />
      <ProxyNote className="mb-6" />
      <Loaded query={list} skeleton={<GridSkeleton />} errorTitle={t("list.loadFailed")}>
        {({ sources }) => (
          <ul aria-label={t("list.label")} className={GRID}>
            {sources.map((source) => (
              <li key={source.id} className="flex">
                <SourceCard source={source} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}

function GridSkeleton() {
  return (
    <div className={GRID}>
      <Skeleton className="h-44 rounded-lg" />
      <Skeleton className="h-44 rounded-lg" />
      <Skeleton className="h-44 rounded-lg" />
    </div>
  );
}
