"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { LoadMore } from "#components/shell/load-more.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import type { Profile } from "#components/shell/outputs.ts";
import { readerZone } from "#components/shell/reader-zone.ts";
import { useNow } from "#components/shell/session.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SplitBar, type TimelineEvent } from "./split-bar.tsx";
import { groupByDay } from "./timeline-days.ts";
import { TimelineEntry } from "./timeline-entry.tsx";

const REFRESH_MS = 5_000;

type Props = {
  profile: Pick<Profile, "id" | "anonymousIds">;
  /** Whether events are being chosen that belong to somebody else. */
  splitting: boolean;
  onSplitEnd(): void;
};

/** Everything that happened to a person, the newest first: what they did, what was sent, and why or why not. */
export function Timeline({ profile, splitting, onSplitEnd }: Props) {
  const profileId = profile.id;
  const [chosen, setChosen] = useState<readonly TimelineEvent[]>([]);
  const t = useTranslations("profiles");
  const language = useLocale();
  const api = useApi();
  const now = useNow();
  const timeline = useInfiniteQuery(
    api.profiles.timeline.infiniteQueryOptions(
      { id: profileId },
      { getNextPageParam: (page) => page.nextCursor, refetchInterval: REFRESH_MS },
    ),
  );
  const choiceOf = (event: TimelineEvent) => ({
    checked: chosen.some(({ id }) => id === event.id),
    onChange: (checked: boolean) =>
      setChosen((before) => [...before.filter(({ id }) => id !== event.id), ...(checked ? [event] : [])]),
  });
  return (
    <Card>
      <CardHeader title={t("timeline.title")} description={t("timeline.description")} />
      <CardBody>
        {splitting && (
          <SplitBar
            profile={profile}
            chosen={chosen}
            onDone={() => {
              setChosen([]);
              onSplitEnd();
            }}
          />
        )}
        <Loaded query={timeline} skeleton={<ListSkeleton />} errorTitle={t("timeline.notLoaded")}>
          {({ pages }) => {
            const zone = readerZone();
            const days = groupByDay(
              pages.flatMap((page) => page.items),
              now,
              zone,
              { t, language },
            );
            if (days.length === 0) return <NothingYet />;
            return (
              <div className="flex flex-col gap-6">
                {days.map((day) => (
                  <section key={day.label} aria-label={day.label}>
                    <h3 className="mb-3 text-sm text-muted">{day.label}</h3>
                    <ol>
                      {day.items.map((item) => (
                        <TimelineEntry
                          key={item.key}
                          item={item}
                          zone={zone}
                          choice={splitting && item.kind === "event" ? choiceOf(item) : undefined}
                        />
                      ))}
                    </ol>
                  </section>
                ))}
              </div>
            );
          }}
        </Loaded>
        <LoadMore query={timeline} label={t("timeline.older")} />
      </CardBody>
    </Card>
  );
}

function NothingYet() {
  const t = useTranslations("profiles.timeline");
  return (
    <EmptyState icon={<History />} title={t("none")}>
      {t("noneHint")}
    </EmptyState>
  );
}
