"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import type { MessageRow } from "#components/shell/outputs.ts";
import { useNow } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { ChannelIcon } from "./channel-icon.tsx";
import { MessageBadge } from "./message-badge.tsx";
import { wordEndpoint, wordSubject } from "./message-words.ts";

/** Messages under each other, each leading to its own page. `label` names the list for screen readers. */
export function MessageRows({ messages, label }: { messages: readonly MessageRow[]; label: string }) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {messages.map((message) => (
        <Row key={message.id} message={message} />
      ))}
    </ul>
  );
}

function Row({ message }: { message: MessageRow }) {
  const t = useTranslations("messages");
  const say = useSay();
  const now = useNow();
  const { id, at, channel, endpoint, profile, workflow, status, captured, subject, reasonText } = message;
  const { opened, clicked, cameBack, reported } = message;
  return (
    <li className="group relative flex items-start gap-3 px-4 py-3 first:rounded-t-lg last:rounded-b-lg hover:bg-hover sm:px-5">
      <ChannelIcon channel={channel} className="mt-1" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <Link
            href={`/messages/${id}`}
            className="min-w-0 truncate font-medium after:absolute after:inset-0 after:rounded-[inherit] group-hover:text-ember-ink"
          >
            {wordSubject(subject, t, channel)}
          </Link>
          <TimeAgo at={at} now={now} className="text-sm whitespace-nowrap text-muted" />
        </div>
        <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
          <p className="min-w-0 truncate text-sm text-muted">
            {t("row.to", { name: profile.name || wordEndpoint(channel, endpoint, t) })}
            {workflow && ` · ${workflow.name}`}
          </p>
          <span className="flex flex-wrap items-center gap-1.5">
            {reported && <Badge tone="danger">{t("row.reported")}</Badge>}
            {cameBack && <Badge tone="warning">{t("row.cameBack")}</Badge>}
            {(clicked || opened) && <Badge>{clicked ? t("row.clicked") : t("row.opened")}</Badge>}
            <MessageBadge status={status} captured={captured} />
          </span>
        </div>
        {reasonText && status !== "sent" && (
          <p className="mt-1 text-sm text-muted [overflow-wrap:anywhere]">{say(reasonText)}</p>
        )}
      </div>
    </li>
  );
}
