"use client";

import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import Link from "next/link";
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
import { isAllDone } from "./getting-started-steps.ts";
import { OverviewStats } from "./overview-stats.tsx";

const REFRESH_MS = 10_000;

/** The shop at a glance, and until everything runs, the next step. */
export function Overview() {
  const api = useApi();
  const person = usePerson();
  const overview = useQuery(api.overview.get.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  return (
    <>
      <PageHeader
        title={overview.data?.shopName ?? "Overview"}
        description={`Welcome, ${person.name}. This is how your shop stands.`}
      />
      <AlertList />
      <Loaded query={overview} skeleton={<OverviewSkeleton />} errorTitle="The overview could not be loaded">
        {(loaded) => <Shown overview={loaded} />}
      </Loaded>
    </>
  );
}

function Shown({ overview }: { overview: OverviewData }) {
  return (
    <div className="flex flex-col gap-6">
      {!isAllDone(overview) && <GettingStarted overview={overview} />}
      <OverviewStats overview={overview} />
      {/* Before the first event, the first step offers the sample shop. */}
      {overview.hasEvents ? (
        <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start">
          <RecentMessages messages={overview.recent} />
          <SampleShopCard />
        </div>
      ) : (
        <RecentMessages messages={overview.recent} />
      )}
    </div>
  );
}

function RecentMessages({ messages }: { messages: OverviewData["recent"] }) {
  const all = (
    <Link
      href="/messages"
      className="-my-2 inline-flex min-h-control-sm items-center text-sm font-medium text-ember-ink hover:underline"
    >
      All messages
    </Link>
  );
  return (
    <Card>
      <CardHeader title="Recent messages" actions={messages.length > 0 && all} className="pb-3" />
      {messages.length > 0 ? (
        <div className="border-t">
          <MessageRows label="Recent messages" messages={messages} />
        </div>
      ) : (
        <CardBody className="pt-0">
          <EmptyState icon={<Send />} title="No messages yet" className="py-8">
            What your workflows send appears here.
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
