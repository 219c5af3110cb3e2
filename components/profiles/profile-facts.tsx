"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Profile } from "#components/shell/outputs.ts";
import { useNow } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import { phoneAddress } from "#workflows/phone-address.ts";

/** What a person is known by, and where and when they are. */
export function ProfileFacts({ profile }: { profile: Profile }) {
  const t = useTranslations("profiles.facts");
  const locale = useLocale();
  const { formatDateTime } = useTimeFormat();
  const now = useNow();
  const { email, phone, externalId, anonymousIds, timezone, pushSubscriptions } = profile;
  return (
    <Card>
      <CardHeader title={t("title")} />
      <CardBody>
        <dl className="flex flex-col gap-3 text-sm [overflow-wrap:anywhere]">
          {email && (
            <Fact name={t("email")}>
              {email}
              {profile.emailClaimed && <NotConfirmed />}
            </Fact>
          )}
          {phone && (
            <Fact name={t("phone")}>
              {phone}
              {phoneAddress(phone) === null && <span className="block text-muted">{t("noCountry")}</span>}
            </Fact>
          )}
          {externalId && <Fact name={t("externalId")}>{externalId}</Fact>}
          <Fact name={t("localTime")}>
            {timezone ? (
              <>
                <time dateTime={new Date(now).toISOString()}>{formatDateTime(now, timezone)}</time>
                <span className="block text-muted">{timezone.replaceAll("_", " ")}</span>
              </>
            ) : (
              <span className="text-muted">{t("noTimezone")}</span>
            )}
          </Fact>
          {profile.locale && <Fact name={t("language")}>{wordLocale(profile.locale, locale)}</Fact>}
          <Fact name={t("webPush")}>{t("browsers", { count: pushSubscriptions })}</Fact>
          <Fact name={t("firstSeen")}>
            <TimeAgo at={profile.createdAt} now={now} />
          </Fact>
          <Fact name={t("lastSeen")}>
            {profile.lastSeenAt === null ? t("never") : <TimeAgo at={profile.lastSeenAt} now={now} />}
          </Fact>
          {anonymousIds.length > 0 && (
            <Fact name={t("anonymousIds", { count: anonymousIds.length })}>
              {anonymousIds.map((id) => (
                <span key={id} className="block font-mono text-[0.8125rem]">
                  {id}
                </span>
              ))}
            </Fact>
          )}
        </dl>
      </CardBody>
    </Card>
  );
}

/** Why this person gets fewer emails than others. */
function NotConfirmed() {
  const t = useTranslations("profiles.facts");
  return (
    <>
      <Badge tone="warning" className="my-1 flex w-fit">
        {t("notConfirmed")}
      </Badge>
      <span className="block text-muted">{t("notConfirmedHint")}</span>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** "German (Germany)" for de-DE, in the reader's language; the tag itself when it is none. */
function wordLocale(locale: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: "language" }).of(locale.replaceAll("_", "-")) ?? locale;
  } catch {
    return locale;
  }
}
