"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { useSay } from "#components/say.tsx";
import { Fact, Facts } from "#components/settings/facts.tsx";
import { readerZone } from "#components/shell/reader-zone.ts";
import { useNow } from "#components/shell/session.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import { VerdictBadge } from "./hook-badge.tsx";
import type { Receipt } from "./outputs.ts";

const LINK = "font-medium underline underline-offset-3 hover:text-ember-ink [overflow-wrap:anywhere]";

type Props = { receipt: Receipt; onOpen: (id: number) => void };

/** What became of a request: its event, its person, the workflows that began by it, and its replays. */
export function ReceiptOutcome({ receipt, onOpen }: Props) {
  const profileName = useProfileName();
  const t = useTranslations("hooks");
  const say = useSay();
  const { formatDateTime } = useTimeFormat();
  const now = useNow();
  const { receivedAt, verdict, reason, eventName, profile, runs, requestId, replayOf, replays } = receipt;
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <VerdictBadge verdict={verdict} />
        {reason !== null && <span className="min-w-0 [overflow-wrap:anywhere]">{say(reason)}</span>}
      </p>
      <Facts>
        <Fact name={replayOf === null ? t("receipt.received") : t("receipt.takenIn")}>
          {formatDateTime(receivedAt, readerZone())}
        </Fact>
        {eventName !== null && (
          <Fact name={t("facts.event")}>{t("facts.oneEvent", { event: eventName })}</Fact>
        )}
        {profile !== null && (
          <Fact name={t("facts.personName")}>
            <Link href={`/profiles/${profile.id}`} className={LINK}>
              {profileName(profile)}
            </Link>
          </Fact>
        )}
        {verdict === "taken" && (
          <Fact name={t("receipt.started")}>
            {runs.length === 0 ? t("picker.none") : <Runs runs={runs} />}
          </Fact>
        )}
        {requestId !== null && (
          <Fact name={t("facts.requestId")}>
            <code className="font-mono text-[0.8125rem] [overflow-wrap:anywhere]">{requestId}</code>
          </Fact>
        )}
        {replayOf !== null && (
          <Fact name={t("receipt.repeats")}>
            <OpenButton onClick={() => onOpen(replayOf)}>{t("receipt.asItCame")}</OpenButton>
          </Fact>
        )}
        {replays.length > 0 && (
          <Fact name={t("receipt.byHand")}>
            <ul className="flex flex-col gap-1.5">
              {replays.map((replay) => (
                <li key={replay.id} className="flex flex-wrap items-center gap-2">
                  <OpenButton onClick={() => onOpen(replay.id)}>
                    <TimeAgo at={replay.receivedAt} now={now} />
                  </OpenButton>
                  <VerdictBadge verdict={replay.verdict} />
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </Facts>
    </div>
  );
}

function Runs({ runs }: { runs: Receipt["runs"] }) {
  return (
    <ul className="flex flex-col gap-1">
      {runs.map((run) => (
        <li key={run.id}>
          <Link href={`/workflows/${run.workflowId}/runs`} className={LINK}>
            {run.workflowName}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function OpenButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" onClick={onClick} className={LINK}>
      {children}
    </button>
  );
}
