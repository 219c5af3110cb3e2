"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { eventSummary } from "#components/profiles/event-summary.ts";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { useNow } from "#components/shell/session.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

export type ArrivedEvent = {
  id: number;
  name: string;
  receivedAt: number;
  properties: Record<string, unknown>;
  profile: { id: number; name: string | null; email: string | null; externalId: string | null };
};

/** Events with whose they are, the newest first. */
export function ArrivalRows({ events }: { events: readonly ArrivedEvent[] }) {
  const t = useTranslations("site");
  const tEvent = useTranslations("profiles");
  const profileName = useProfileName();
  const now = useNow();
  return (
    <ul aria-label={t("arrivals.label")} className="divide-y divide-line">
      {events.map(({ id, name, receivedAt, properties, profile }) => (
        <li key={id} className="flex items-baseline justify-between gap-4 px-5 py-2.5 text-sm">
          <div className="min-w-0 [overflow-wrap:anywhere]">
            <span className="font-medium">{name}</span>
            <span className="text-muted"> {summary(properties, tEvent)}</span>
            <p>
              <Link
                href={`/profiles/${profile.id}`}
                className="text-muted underline decoration-line-strong underline-offset-2 hover:text-ink"
              >
                {profileName(profile)}
              </Link>
            </p>
          </div>
          <TimeAgo at={receivedAt} now={Math.max(now, receivedAt)} className="shrink-0 text-muted" />
        </li>
      ))}
    </ul>
  );
}

/** The product, or else the page. */
function summary(
  properties: Record<string, unknown>,
  t: ReturnType<typeof useTranslations<"profiles">>,
): string {
  const { path } = properties;
  return eventSummary(properties, t) || (typeof path === "string" ? path : "");
}
