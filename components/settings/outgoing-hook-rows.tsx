"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay, useNow } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { OutgoingHookMenu } from "./outgoing-hook-menu.tsx";
import { OutgoingHookNotices } from "./outgoing-hook-notices.tsx";
import type { OutgoingHook } from "./outgoing-hook-outputs.ts";
import { OutgoingHookSwitch } from "./outgoing-hook-switch.tsx";

/** The programs that are told, each with how that goes. */
export function OutgoingHookRows({ hooks }: { hooks: readonly OutgoingHook[] }) {
  const t = useTranslations("settings");
  return (
    <ul aria-label={t("outgoing.title")} className="divide-y divide-line">
      {hooks.map((hook) => (
        <Row key={hook.id} hook={hook} />
      ))}
    </ul>
  );
}

function Row({ hook }: { hook: OutgoingHook }) {
  const t = useTranslations("settings");
  const mayEdit = useMay("editor");
  const [showing, setShowing] = useState(false);
  return (
    <li className="flex flex-col gap-3 px-5 py-4">
      <div className="flex items-start justify-between gap-4">
        <Facts hook={hook} />
        {mayEdit && (
          <div className="flex items-center gap-1.5">
            <OutgoingHookSwitch hook={hook} />
            <OutgoingHookMenu hook={hook} onTested={() => setShowing(true)} />
          </div>
        )}
      </div>
      {hook.offBecause && <OffReason {...hook.offBecause} />}
      <div>
        <Button
          size="sm"
          aria-label={t("outgoing.recentTo", { host: hook.host })}
          onClick={() => setShowing(true)}
        >
          {t("outgoing.recent")}
        </Button>
      </div>
      {showing && <OutgoingHookNotices hook={hook} onClose={() => setShowing(false)} />}
    </li>
  );
}

function Facts({ hook }: { hook: OutgoingHook }) {
  const t = useTranslations("settings");
  const now = useNow();
  const { host, url, kinds, offAt, last, oldSecretUntil, createdAt } = hook;
  return (
    <div className="min-w-0 text-sm [overflow-wrap:anywhere]">
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-[0.9375rem] font-medium">{host}</span>
        <State hook={hook} />
      </p>
      {url !== null && <p className="mt-0.5 font-mono text-[0.8125rem] text-muted">{url}</p>}
      <p className="mt-0.5 text-muted">
        {kinds.length === 1 ? kinds[0] : t("outgoing.kinds", { count: kinds.length })}
        {" · "}
        {t.rich("outgoing.added", { time: () => <TimeAgo at={createdAt} now={now} /> })}
        {offAt !== null && (
          <>
            {" · "}
            {t.rich("outgoing.offSince", { time: () => <TimeAgo at={offAt} now={now} /> })}
          </>
        )}
      </p>
      {last && (
        <p className="text-muted">
          {last.answer ? t("outgoing.lastAnswer", { answer: last.answer }) : t("outgoing.noAnswer")}
        </p>
      )}
      {oldSecretUntil !== null && (
        <p className="text-muted">
          {t.rich("outgoing.oldSigns", { time: () => <TimeAgo at={oldSecretUntil} now={now} /> })}
        </p>
      )}
    </div>
  );
}

function State({ hook: { offAt, last } }: { hook: OutgoingHook }) {
  const t = useTranslations("settings");
  if (offAt !== null) return <Badge>{t("outgoing.hookState.off")}</Badge>;
  if (!last) return <Badge tone="info">{t("outgoing.hookState.nothing")}</Badge>;
  return last.delivered ? (
    <Badge tone="success" dot>
      {t("outgoing.hookState.working")}
    </Badge>
  ) : (
    <Badge tone="warning" dot>
      {t("outgoing.hookState.failed")}
    </Badge>
  );
}

function OffReason({ why, answer }: NonNullable<OutgoingHook["offBecause"]>) {
  const t = useTranslations("settings");
  const key = why === "gone" ? "gone" : "silent";
  return (
    <Banner tone="warning" title={t("outgoing.switchedOff")}>
      {answer ? t(`outgoing.${key}Answer`, { answer }) : t(`outgoing.${key}`)}
    </Banner>
  );
}
