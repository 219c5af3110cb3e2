"use client";

import { useQuery } from "@tanstack/react-query";
import { Workflow } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { SentByLink } from "#components/one-offs/sent-by-link.tsx";
import { useSay } from "#components/say.tsx";
import type { Profile } from "#components/shell/outputs.ts";
import { readerZone } from "#components/shell/reader-zone.ts";
import { useNow } from "#components/shell/session.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { wordWait } from "./word-wait.ts";

type Props = {
  runs: Profile["activeRuns"];
  /** The person's own; null when it is not known and the shop's is used. */
  timezone: string | null;
};

/** The workflows that the person is inside of, where, and until when; nothing when there are none. */
export function ProfileRuns({ runs, timezone }: Props) {
  const say = useSay();
  const t = useTranslations("profiles");
  const tRuns = useTranslations("runs");
  const language = useLocale();
  const api = useApi();
  const now = useNow();
  const shop = useQuery({
    ...api.settings.get.queryOptions(),
    enabled: runs.length > 0 && timezone === null,
  });
  if (runs.length === 0) return null;
  const reader = readerZone();
  const zones = { reader, person: timezone ?? shop.data?.timezone ?? reader };
  return (
    <Card>
      <CardHeader title={t("runs.title")} />
      <CardBody>
        <ul className="flex flex-col gap-3 text-sm">
          {runs.map((run) => (
            <li key={run.id} className="flex items-start gap-3">
              <Workflow aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
              <div className="min-w-0">
                <SentByLink
                  workflow={{ id: run.workflowId, name: run.workflowName, oneOffId: run.oneOffId }}
                  className="font-medium hover:text-ember-ink hover:underline"
                />
                <p className="text-muted">
                  {t("runs.at", { step: say(run.nodeLabel ?? "a step that is not known any more") })}
                </p>
                <p>{wordWait(run, zones, now, { t, language })}</p>
                {run.oneOffId === null && (
                  <Link
                    href={`/workflows/${run.workflowId}/runs/${run.id}`}
                    className="text-ember-ink hover:underline"
                  >
                    {tRuns("page.open")}
                  </Link>
                )}
              </div>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
