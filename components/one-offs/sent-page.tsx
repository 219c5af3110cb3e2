"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMay, useNow } from "#components/shell/session.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LIST_HREF } from "./draft-head.tsx";
import { OneOffBadge } from "./one-off-badge.tsx";
import { OneOffMenu } from "./one-off-menu.tsx";
import { OneOffMoment } from "./one-off-moment.tsx";
import type { OneOff } from "./outputs.ts";
import { ProgressCard } from "./progress-card.tsx";
import { ResultsCard } from "./results-card.tsx";
import { SentContent } from "./sent-content.tsx";

/** A message that waits for its time, goes out or has gone out. */
export function SentPage({ oneOff }: { oneOff: OneOff }) {
  const t = useTranslations("one-offs");
  const router = useRouter();
  const now = useNow();
  const mayEdit = useMay("editor");
  const { name, status, timezone, results, channel } = oneOff;
  return (
    <>
      <PageHeader
        back={{ href: LIST_HREF, label: t("list.title") }}
        title={name}
        aside={<OneOffBadge status={status} />}
        // Of a scheduled one the card below tells it.
        description={status !== "scheduled" && <OneOffMoment oneOff={oneOff} zone={timezone} now={now} />}
        actions={mayEdit && <OneOffMenu oneOff={oneOff} onRemoved={() => router.push(LIST_HREF)} />}
      />
      <div className="flex flex-col gap-5">
        <ProgressCard oneOff={oneOff} />
        {results && <ResultsCard results={results} channel={channel} workflowId={oneOff.workflowId} />}
        <SentContent oneOff={oneOff} />
      </div>
    </>
  );
}
