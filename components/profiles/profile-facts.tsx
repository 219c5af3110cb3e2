"use client";

import type { ReactNode } from "react";
import type { Profile } from "#components/shell/outputs.ts";
import { useNow } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { formatDateTime } from "#components/ui/format-time.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { phoneAddress } from "#workflows/phone-address.ts";

/** What a person is known by, and where and when they are. */
export function ProfileFacts({ profile }: { profile: Profile }) {
  const now = useNow();
  const { email, phone, externalId, anonymousIds, timezone, locale, pushSubscriptions } = profile;
  return (
    <Card>
      <CardHeader title="About" />
      <CardBody>
        <dl className="flex flex-col gap-3 text-sm [overflow-wrap:anywhere]">
          {email && (
            <Fact name="Email">
              {email}
              {profile.emailClaimed && <NotConfirmed />}
            </Fact>
          )}
          {phone && (
            <Fact name="Phone">
              {phone}
              {phoneAddress(phone) === null && (
                <span className="block text-muted">
                  Without its country, such as +1 at its start, no text message can be sent to it
                </span>
              )}
            </Fact>
          )}
          {externalId && <Fact name="Customer number">{externalId}</Fact>}
          <Fact name="Local time">
            {timezone ? (
              <>
                <time dateTime={new Date(now).toISOString()}>{formatDateTime(now, timezone)}</time>
                <span className="block text-muted">{timezone.replaceAll("_", " ")}</span>
              </>
            ) : (
              <span className="text-muted">Time zone not known; the shop’s is used</span>
            )}
          </Fact>
          {locale && <Fact name="Language">{wordLocale(locale)}</Fact>}
          <Fact name="Web push">
            {pushSubscriptions === 0
              ? "No browser is subscribed"
              : pushSubscriptions === 1
                ? "1 browser is subscribed"
                : `${pushSubscriptions} browsers are subscribed`}
          </Fact>
          <Fact name="First seen">
            <TimeAgo at={profile.createdAt} now={now} />
          </Fact>
          <Fact name="Last seen">
            {profile.lastSeenAt === null ? "Never" : <TimeAgo at={profile.lastSeenAt} now={now} />}
          </Fact>
          {anonymousIds.length > 0 && (
            <Fact name={anonymousIds.length === 1 ? "Anonymous id" : "Anonymous ids"}>
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
  return (
    <>
      <Badge tone="warning" className="my-1 flex w-fit">
        Address not confirmed
      </Badge>
      <span className="block text-muted">
        It was typed in on a web page, so it may be somebody else’s. Only a few emails go to such addresses
        until the person confirms it or your own server sends it.
      </span>
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

/** "German (Germany)" for de-DE; the tag itself when it is none. */
function wordLocale(locale: string): string {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(locale.replaceAll("_", "-")) ?? locale;
  } catch {
    return locale;
  }
}
