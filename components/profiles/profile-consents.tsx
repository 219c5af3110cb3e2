"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import type { Channel } from "#components/messages/message-words.ts";
import type { Profile } from "#components/shell/outputs.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { phoneAddress } from "#workflows/phone-address.ts";
import { ConsentLog } from "./consent-log.tsx";
import { CONSENT_TONE } from "./consent-words.ts";
import { ProfileSuppressions } from "./profile-suppressions.tsx";

/** What people can be asked about on any channel, and what needs a phone number. */
const ASKED: readonly Channel[] = ["email", "web-push"];
const ASKED_BY_PHONE: readonly Channel[] = [...ASKED, "sms", "whatsapp"];
/** What each channel's consent is about when nothing is known yet. */
const MAIN_TOPIC = "marketing";

/** What the person agreed to, by channel and topic, and which of their addresses must not be written to. */
export function ProfileConsents({ profile }: { profile: Profile }) {
  const api = useApi();
  const t = useTranslations("profiles");
  const channelName = useTranslations("messages.channels");
  const topics = useQuery(api.topics.list.queryOptions());
  const [showsLog, setShowsLog] = useState(false);
  const topicName = (key: string) => topics.data?.topics.find((topic) => topic.key === key)?.name ?? key;
  const { consents } = profile;
  const asked = phoneAddress(profile.phone) === null ? ASKED : ASKED_BY_PHONE;
  const notAsked = asked.filter((channel) => !consents.some((consent) => consent.channel === channel));
  const rows = [
    ...consents,
    ...notAsked.map((channel) => ({ channel, topic: MAIN_TOPIC, state: "unknown" as const })),
  ];
  return (
    <Card>
      <CardHeader
        title={t("consent.title")}
        actions={
          <Button size="sm" onClick={() => setShowsLog(true)}>
            {t("consent.log")}
          </Button>
        }
      />
      <CardBody>
        <ul className="flex flex-col gap-3 text-sm">
          {rows.map(({ channel, topic, state }) => (
            <li key={`${channel} ${topic}`} className="flex items-center justify-between gap-3">
              <span className="min-w-0 [overflow-wrap:anywhere]">
                {channelName(channel)} <span className="text-muted">· {topicName(topic)}</span>
              </span>
              <Badge tone={CONSENT_TONE[state]}>{t(`consent.state.${state}`)}</Badge>
            </li>
          ))}
        </ul>
        <ProfileSuppressions profile={profile} />
      </CardBody>
      {showsLog && (
        <ConsentLog profileId={profile.id} topicName={topicName} onClose={() => setShowsLog(false)} />
      )}
    </Card>
  );
}
