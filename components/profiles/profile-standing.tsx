"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import type { Profile } from "#components/shell/outputs.ts";
import { useNow } from "#components/shell/session.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { StageBadge } from "./stage-badge.tsx";
import { wordSums } from "./word-sums.ts";

type Props = { profile: Pick<Profile, "stage" | "orders" | "segments"> };

/** How somebody stands with the shop: the stage of life, what they bought, and the segments that they are in. */
export function ProfileStanding({ profile: { stage, orders, segments } }: Props) {
  const t = useTranslations("profiles.standing");
  const locale = useLocale();
  const now = useNow();
  const api = useApi();
  const settings = useQuery(api.settings.get.queryOptions());
  const since = (at: number) => t.rich("since", { ago: () => <TimeAgo at={at} now={now} /> });
  return (
    <Card>
      <CardHeader title={t("title")} />
      <CardBody className="flex flex-col gap-3 text-sm">
        <p className="flex flex-wrap items-center gap-2">
          {stage ? (
            <>
              <StageBadge stage={stage.stage} />
              <span className="text-muted">{since(stage.since)}</span>
            </>
          ) : (
            <span className="text-muted">{t("noStage")}</span>
          )}
        </p>
        {orders && orders.count > 0 && (
          <p data-figures>
            {t("orders", {
              count: orders.count,
              total: wordSums(orders.sums, settings.data?.currency ?? null, locale),
            })}
            {orders.lastAt !== null && (
              <span className="block text-muted">
                {t.rich("lastOrder", { ago: () => <TimeAgo at={orders.lastAt ?? now} now={now} /> })}
              </span>
            )}
          </p>
        )}
        <div>
          <h3 className="mb-1.5 text-sm font-medium">{t("segments")}</h3>
          {segments.length === 0 ? (
            <p className="text-muted">{t("noSegments")}</p>
          ) : (
            <ul aria-label={t("segments")} className="flex flex-col gap-1.5">
              {segments.map((segment) => (
                <li key={segment.id} className="[overflow-wrap:anywhere]">
                  <Link
                    href={`/segments/${segment.id}`}
                    className="font-medium underline underline-offset-2 hover:text-ember-ink"
                  >
                    {segment.name}
                  </Link>
                  <span className="block text-muted">{since(segment.since)}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      </CardBody>
    </Card>
  );
}
