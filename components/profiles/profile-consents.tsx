"use client";

import { CHANNEL_WORDS, type Channel } from "#components/messages/message-words.ts";
import type { Profile } from "#components/shell/outputs.ts";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { wordReason } from "#workflows/reasons.ts";

type State = Profile["consents"][number]["state"];

const STATE: Record<State, { label: string; tone: BadgeTone }> = {
  unknown: { label: "Not asked", tone: "neutral" },
  pending: { label: "To be confirmed", tone: "warning" },
  granted: { label: "Agreed", tone: "success" },
  withdrawn: { label: "Unsubscribed", tone: "danger" },
};
/** What each channel's consent is about when nothing is known yet. */
const ASKED: readonly Channel[] = ["email", "web-push"];
const MAIN_TOPIC = "marketing";

/** What the person agreed to, by channel and topic, and which of their addresses must not be written to. */
export function ProfileConsents({ profile }: { profile: Profile }) {
  const { consents, suppressed } = profile;
  const notAsked = ASKED.filter((channel) => !consents.some((consent) => consent.channel === channel));
  const rows = [
    ...consents,
    ...notAsked.map((channel) => ({ channel, topic: MAIN_TOPIC, state: "unknown" as const })),
  ];
  return (
    <Card>
      <CardHeader title="Consent" />
      <CardBody>
        <ul className="flex flex-col gap-3 text-sm">
          {rows.map(({ channel, topic, state }) => (
            <li key={`${channel} ${topic}`} className="flex items-center justify-between gap-3">
              <span className="min-w-0">
                {CHANNEL_WORDS[channel].label} <span className="text-muted">· {topic}</span>
              </span>
              <Badge tone={STATE[state].tone}>{STATE[state].label}</Badge>
            </li>
          ))}
        </ul>
        {suppressed.map(({ channel, reason }) => (
          <p key={channel} className="mt-3 text-sm text-danger [overflow-wrap:anywhere]">
            {CHANNEL_WORDS[channel].label} must not be sent: {wordReason(reason)}
          </p>
        ))}
      </CardBody>
    </Card>
  );
}
