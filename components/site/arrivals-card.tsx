"use client";

import { useQuery } from "@tanstack/react-query";
import { Radio } from "lucide-react";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ArrivalRows } from "./arrival-rows.tsx";

const LOOK_EVERY_MS = 3_000;

/** What arrives, as it arrives. */
export function ArrivalsCard({ keyId }: { keyId: number }) {
  const api = useApi();
  const arrivals = useQuery(
    api.site.arrivals.queryOptions(
      { keyId },
      { refetchInterval: LOOK_EVERY_MS, placeholderData: (old) => old },
    ),
  );
  const isConnected = arrivals.data !== undefined && arrivals.data.keyUsedAt !== null;
  return (
    <Card>
      <CardHeader
        title="What arrives"
        description={
          isConnected
            ? "The last events of all your customers, from this site and from elsewhere."
            : "This page looks every few seconds."
        }
        actions={
          arrivals.data && (
            <span role="status">
              <Badge tone={isConnected ? "success" : "neutral"} dot>
                {isConnected ? "Your site is connected" : "Waiting for your site"}
              </Badge>
            </span>
          )
        }
        className="pb-4"
      />
      <div className="border-t">
        <Loaded
          query={arrivals}
          skeleton={<ListSkeleton rows={3} />}
          errorTitle="What arrived could not be loaded"
        >
          {({ events }) =>
            // Before the first from this site, all of them are from elsewhere.
            isConnected && events.length > 0 ? (
              <ArrivalRows events={events} />
            ) : (
              <EmptyState icon={<Radio />} title="Nothing has arrived from your site yet">
                Open your site in another tab once the code is on it. The first page view shows here within
                seconds.
              </EmptyState>
            )
          }
        </Loaded>
      </div>
    </Card>
  );
}
