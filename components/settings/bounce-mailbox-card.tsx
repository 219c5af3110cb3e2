"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import type { BounceMailbox } from "#components/shell/outputs.ts";
import { useMay, useNow } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { BounceMailboxForm } from "./bounce-mailbox-form.tsx";
import { FormSkeleton } from "./form-skeleton.tsx";

/** The mailbox to which mail servers send back what they could not deliver. */
export function BounceMailboxCard() {
  const t = useTranslations("settings");
  const api = useApi();
  const isOwner = useMay("owner");
  const mailbox = useQuery(api.bounces.mailbox.queryOptions(undefined, { enabled: isOwner }));
  if (!isOwner) return null;
  return (
    <Card>
      <CardHeader title={t("mailbox.title")} description={t("mailbox.description")} />
      <CardBody>
        <Loaded query={mailbox} skeleton={<FormSkeleton />} errorTitle={t("mailbox.loadFailed")}>
          {(stored) => (
            <div className="flex flex-col gap-5">
              <State stored={stored} />
              <BounceMailboxForm key={placeOf(stored)} stored={stored} />
            </div>
          )}
        </Loaded>
      </CardBody>
    </Card>
  );
}

function State({ stored }: { stored: BounceMailbox }) {
  const t = useTranslations("settings");
  const say = useSay();
  const now = useNow();
  if (stored === null) return null;
  const { checkedAt, found, problem } = stored;
  if (checkedAt === null) return <p className="text-sm text-muted">{t("mailbox.notReadYet")}</p>;
  const time = () => <TimeAgo at={checkedAt} now={now} />;
  if (problem !== null) {
    return (
      <Banner tone="danger" title={t("mailbox.readFailed")} className="max-w-xl">
        {t.rich("mailbox.problem", { problem: say(problem), time })}
      </Banner>
    );
  }
  return <p className="text-sm text-muted">{t.rich("mailbox.found", { count: found, time })}</p>;
}

/** A form that was saved or emptied starts anew from what is stored; being read does not disturb one who types. */
function placeOf(stored: BounceMailbox): string {
  if (stored === null) return "";
  const { host, port, secure, user, folder } = stored;
  return JSON.stringify({ host, port, secure, user, folder });
}
