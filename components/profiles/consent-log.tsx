"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { useNow } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { CONSENT_TONE, wordConsentSource } from "./consent-words.ts";

type Props = { profileId: number; topicName: (key: string) => string; onClose: () => void };

/** Every answer that a person ever gave, and where it came from: the evidence, newest first. */
export function ConsentLog({ profileId, topicName, onClose }: Props) {
  const api = useApi();
  const t = useTranslations("profiles");
  const channelName = useTranslations("messages.channels");
  const now = useNow();
  const log = useQuery(api.profiles.consentLog.queryOptions({ id: profileId }));
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={t("consentLog.title")}
      description={t("consentLog.description")}
    >
      <Loaded query={log} skeleton={<ListSkeleton rows={4} />} errorTitle={t("consentLog.notLoaded")}>
        {({ entries }) =>
          entries.length === 0 ? (
            <p className="text-sm text-muted">{t("consentLog.none")}</p>
          ) : (
            <ol aria-label={t("consentLog.title")} className="-mx-5 -my-4 divide-y divide-line">
              {entries.map(({ id, channel, topic, state, source, at }) => (
                <li key={id} className="px-5 py-3.5 text-sm [overflow-wrap:anywhere]">
                  <div className="flex items-start justify-between gap-3">
                    <p className="min-w-0 font-medium">
                      {channelName(channel)}{" "}
                      <span className="font-normal text-muted">· {topicName(topic)}</span>
                    </p>
                    <Badge tone={CONSENT_TONE[state]}>{t(`consent.state.${state}`)}</Badge>
                  </div>
                  <p className="mt-1">{wordConsentSource(source, t)}</p>
                  <p className="mt-0.5 text-muted">
                    <TimeAgo at={at} now={now} />
                  </p>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Sheet>
  );
}
