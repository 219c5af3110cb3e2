"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import type { Alert } from "#components/shell/outputs.ts";
import { useMay, useNow } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { useAlertDismissal } from "./use-alert-dismissal.ts";
import { useAlerts } from "./use-alerts.ts";

/** What the owner should know of, each with what to do; nothing when all is well. */
export function AlertList() {
  const t = useTranslations("alerts");
  const tUi = useTranslations("ui.common");
  const { data: alerts, error, isFetching, refetch } = useAlerts();
  if (alerts === undefined && error) {
    return (
      <Banner
        tone="neutral"
        title={t("notLoaded")}
        className="mb-6"
        action={
          <Button size="sm" loading={isFetching} onClick={() => void refetch()}>
            {tUi("tryAgain")}
          </Button>
        }
      >
        {error.message}
      </Banner>
    );
  }
  if (alerts === undefined || alerts.length === 0) return null;
  return (
    <section id="alerts" aria-label={t("label")} className="mb-6 scroll-mt-20">
      <ul className="flex flex-col gap-3">
        {alerts.map((alert) => (
          <li key={alert.id}>
            <AlertBanner alert={alert} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function AlertBanner({ alert: { id, link, raisedAt, ...alert } }: { alert: Alert }) {
  const t = useTranslations("alerts");
  const say = useSay();
  const title = say(alert.title);
  const now = useNow();
  const isOwner = useMay("owner");
  const dismiss = useAlertDismissal();
  return (
    <Banner
      tone="warning"
      title={title}
      action={
        <>
          <ButtonLink size="sm" href={link.href}>
            {say(link.label)}
          </ButtonLink>
          {isOwner && (
            <IconButton
              size="sm"
              label={t("putAwayNamed", { title })}
              tooltip={t("putAway")}
              loading={dismiss.isPending}
              onClick={() => dismiss.mutate({ id })}
            >
              <X />
            </IconButton>
          )}
        </>
      }
    >
      {say(alert.text)}{" "}
      <span className="whitespace-nowrap text-muted">
        {t.rich("noticed", { moment: () => <TimeAgo at={raisedAt} now={now} /> })}
      </span>
    </Banner>
  );
}
