"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { useNow } from "#components/shell/session.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { Hook, Receipt } from "./outputs.ts";
import { ReceiptContent } from "./receipt-content.tsx";
import { ReceiptOutcome } from "./receipt-outcome.tsx";
import { ReplayPart } from "./replay-part.tsx";

/** A replay of it may be made elsewhere. */
const REFRESH_MS = 10_000;

type Props = { hook: Hook; receiptId: number; onOpen: (id: number) => void; onClose: () => void };

/** One request with all that is kept of it and all that came of it. */
export function ReceiptSheet({ hook, receiptId, onOpen, onClose }: Props) {
  const t = useTranslations("hooks");
  const api = useApi();

  const receipt = useQuery(api.hooks.receipt.queryOptions({ receiptId }, { refetchInterval: REFRESH_MS }));
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={t("receipt.title")}
      description={receipt.data && <Arrival receipt={receipt.data} />}
      className="sm:w-[34rem] sm:max-w-[calc(100vw-1rem)]"
    >
      <Loaded query={receipt} skeleton={<ListSkeleton rows={4} />} errorTitle={t("receipt.loadFailed")}>
        {(loaded) => (
          <div className="flex flex-col gap-6">
            <ReceiptOutcome receipt={loaded} onOpen={onOpen} />
            <ReplayPart hook={hook} receipt={loaded} onOpen={onOpen} />
            <ReceiptContent receipt={loaded} />
          </div>
        )}
      </Loaded>
    </Sheet>
  );
}

function Arrival({ receipt: { replayOf, receivedAt } }: { receipt: Receipt }) {
  const t = useTranslations("hooks");
  const now = useNow();
  return t.rich(replayOf === null ? "receipt.receivedAt" : "receipt.byHandAt", {
    moment: () => <TimeAgo at={receivedAt} now={now} />,
  });
}
