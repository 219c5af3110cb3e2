"use client";

import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { AlertList } from "#components/alerts/alert-list.tsx";
import { useApi } from "#components/api.ts";
import { MessageRows } from "#components/messages/message-rows.tsx";
import { SampleShopCard } from "#components/sample-shop/sample-shop-card.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import type { Overview as OverviewData } from "#components/shell/outputs.ts";
import { usePerson } from "#components/shell/session.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { GettingStarted } from "./getting-started.tsx";
import { OverviewStats } from "./overview-stats.tsx";
import { WeekCard } from "./week-card.tsx";

const REFRESH_MS = 10_000;

/** The shop at a glance, and until everything runs, the next step. */
export function Overview() {
  const t = useTranslations("first-run.overview");
  const api = useApi();
  const person = usePerson();
  const overview = useQuery(api.overview.get.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  return (
    <>
      <PageHeader
        title={overview.data?.shopName ?? t("title")}
        description={t("welcome", { name: person.name })}
      />
      <AlertList />
      <Loaded query={overview} skeleton={<OverviewSkeleton />} errorTitle={t("loadFailed")}>
        {(loaded) => <Shown overview={loaded} />}
      </Loaded>
    </>
  );
}

function Shown({ overview }: { overview: OverviewData }) {
  return (
    <div className="flex flex-col gap-6">
      <GettingStarted overview={overview} />
      {overview.hasEvents && <WeekCard />}
      <OverviewStats overview={overview} />
      {/* Before the first event, the first step offers the sample shop. */}
      {overview.hasEvents ? (
        <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start">
          <RecentMessages overview={overview} />
          <SampleShopCard />
        </div>
      ) : (
        <RecentMessages overview={overview} />
      )}
    </div>
  );
}

function RecentMessages({ overview }: { overview: OverviewData }) {
  const t = useTranslations("first-run.overview");
  const messages = overview.recent;
  const all = (
    <Link
      href="/messages"
      className="-my-2 inline-flex min-h-control-sm items-center text-sm font-medium text-ember-ink hover:underline"
    >
      {t("all")}
    </Link>
  );
  return (
    <Card>
      <CardHeader title={t("recent")} actions={messages.length > 0 && all} className="pb-3" />
      {messages.length > 0 ? (
        <div className="border-t">
          <MessageRows label={t("recent")} messages={messages} />
        </div>
      ) : (
        <CardBody className="pt-0">
          <EmptyState icon={<Send />} title={t("none")} className="py-8">
            {overview.hasLiveWorkflow ? t("noneHelp") : t("noneLive")}
          </EmptyState>
        </CardBody>
      )}
    </Card>
  );
}

function OverviewSkeleton() {
  return (
    <div className="flex flex-col gap-6">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {["profiles", "events", "inside", "sent"].map((figure) => (
          <Skeleton key={figure} className="h-28 rounded-lg" />
        ))}
      </div>
      <Skeleton className="h-72 rounded-lg" />
    </div>
  );
}
