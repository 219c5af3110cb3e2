"use client";

import { useTranslations } from "next-intl";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { useSay } from "#components/say.tsx";
import { useNow } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { VerdictBadge } from "./hook-badge.tsx";
import type { ReceiptRow } from "./outputs.ts";

type Props = { receipts: readonly ReceiptRow[]; onOpen: (id: number) => void };

/** Requests under each other, each opening with all that is known of it. */
export function ReceiptRows({ receipts, onOpen }: Props) {
  const t = useTranslations("hooks");
  return (
    <ul aria-label={t("receipts.label")} className="divide-y divide-line">
      {receipts.map((receipt) => (
        <Row key={receipt.id} receipt={receipt} onOpen={onOpen} />
      ))}
    </ul>
  );
}

function Row({ receipt, onOpen }: { receipt: ReceiptRow; onOpen: Props["onOpen"] }) {
  const profileName = useProfileName();
  const t = useTranslations("hooks");
  const say = useSay();
  const now = useNow();
  const { id, receivedAt, verdict, eventName, profile, replayOf, reason } = receipt;
  return (
    <li>
      <button
        type="button"
        onClick={() => onOpen(id)}
        className="flex w-full flex-col gap-1 px-5 py-3 text-left text-sm [overflow-wrap:anywhere] hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="flex w-full flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <span className="flex min-w-0 flex-wrap items-center gap-2">
            <VerdictBadge verdict={verdict} />
            {eventName !== null && <span className="min-w-0 font-medium">{eventName}</span>}
            {replayOf !== null && <Badge>{t("receipts.byHand")}</Badge>}
          </span>
          <TimeAgo at={receivedAt} now={now} className="whitespace-nowrap text-muted" />
        </span>
        {profile !== null && <span className="text-muted">{profileName(profile)}</span>}
        {reason !== null && <span className="text-muted">{say(reason)}</span>}
      </button>
    </li>
  );
}
