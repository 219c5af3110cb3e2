"use client";

import { useQuery } from "@tanstack/react-query";
import { Radio } from "lucide-react";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("site");
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
        title={t("arrivals.title")}
        description={isConnected ? t("arrivals.ofAll") : t("arrivals.looking")}
        actions={
          arrivals.data && (
            <span role="status">
              <Badge tone={isConnected ? "success" : "neutral"} dot>
                {isConnected ? t("arrivals.connected") : t("arrivals.waiting")}
              </Badge>
            </span>
          )
        }
        className="pb-4"
      />
      <div className="border-t">
        <Loaded query={arrivals} skeleton={<ListSkeleton rows={3} />} errorTitle={t("arrivals.loadFailed")}>
          {({ events }) =>
            // Before the first from this site, all of them are from elsewhere.
            isConnected && events.length > 0 ? (
              <ArrivalRows events={events} />
            ) : (
              <EmptyState icon={<Radio />} title={t("arrivals.nothing")}>
                {t("arrivals.nothingHelp")}
              </EmptyState>
            )
          }
        </Loaded>
      </div>
    </Card>
  );
}
