"use client";

import { X } from "lucide-react";
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
  const { data: alerts, error, isFetching, refetch } = useAlerts();
  if (alerts === undefined && error) {
    return (
      <Banner
        tone="neutral"
        title="Alerts could not be loaded"
        className="mb-6"
        action={
          <Button size="sm" loading={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        }
      >
        {error.message}
      </Banner>
    );
  }
  if (alerts === undefined || alerts.length === 0) return null;
  return (
    <section id="alerts" aria-label="Alerts" className="mb-6 scroll-mt-20">
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

function AlertBanner({ alert: { id, title, text, link, raisedAt } }: { alert: Alert }) {
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
            {link.label}
          </ButtonLink>
          {isOwner && (
            <IconButton
              size="sm"
              label={`Put away: ${title}`}
              tooltip="Put away"
              loading={dismiss.isPending}
              onClick={() => dismiss.mutate({ id })}
            >
              <X />
            </IconButton>
          )}
        </>
      }
    >
      {text}{" "}
      <span className="whitespace-nowrap text-muted">
        Noticed <TimeAgo at={raisedAt} now={now} />.
      </span>
    </Banner>
  );
}
