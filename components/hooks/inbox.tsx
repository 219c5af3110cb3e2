"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Inbox as InboxIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { LoadMore } from "#components/shell/load-more.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Hook } from "./outputs.ts";
import { ReceiptRows } from "./receipt-rows.tsx";
import { ReceiptSheet } from "./receipt-sheet.tsx";
import { useInboxAddress } from "./use-inbox-address.ts";
import { VERDICTS, verdictOf } from "./verdict-words.ts";

const REFRESH_MS = 4_000;
/** Stands for "all": a select cannot have an empty value. */
const ALL = "all";

/** Everything that a hook received, the newest first, with what became of it. */
export function Inbox({ hook }: { hook: Hook }) {
  const t = useTranslations("hooks");
  const api = useApi();
  const { verdict, receiptId, show } = useInboxAddress();
  const list = useInfiniteQuery(
    api.hooks.receipts.infiniteQueryOptions(
      { hookId: hook.id, verdict },
      { getNextPageParam: (page) => page.nextCursor, refetchInterval: REFRESH_MS },
    ),
  );
  return (
    <div id="inbox" className="scroll-mt-6">
      <Card aria-label={t("inbox.title")}>
        <CardHeader
          title={t("inbox.title")}
          description={t("inbox.description")}
          actions={
            <Select
              aria-label={t("inbox.filter")}
              className="w-48"
              options={[
                { value: ALL, label: t("inbox.all") },
                ...VERDICTS.map((value) => ({
                  value,
                  label: t("inbox.counted", { verdict: t(`verdict.${value}`), count: hook.receipts[value] }),
                })),
              ]}
              value={verdict ?? ALL}
              onValueChange={(value) => show({ verdict: verdictOf(value), receiptId })}
            />
          }
          className="pb-4"
        />
        <div className="border-t">
          <Loaded query={list} skeleton={<ListSkeleton rows={4} />} errorTitle={t("inbox.loadFailed")}>
            {({ pages }) => {
              const receipts = pages.flatMap((page) => page.receipts);
              if (receipts.length > 0) {
                return <ReceiptRows receipts={receipts} onOpen={(id) => show({ verdict, receiptId: id })} />;
              }
              return verdict === null ? (
                <EmptyState icon={<InboxIcon />} title={t("inbox.none")}>
                  {t("inbox.noneHelp")}
                </EmptyState>
              ) : (
                <EmptyState
                  icon={<InboxIcon />}
                  title={t("inbox.noneSuch")}
                  action={
                    <Button onClick={() => show({ verdict: null, receiptId })}>{t("inbox.showAll")}</Button>
                  }
                />
              );
            }}
          </Loaded>
        </div>
      </Card>
      <LoadMore query={list} />
      {receiptId !== null && (
        <ReceiptSheet
          key={receiptId}
          hook={hook}
          receiptId={receiptId}
          onOpen={(id) => show({ verdict, receiptId: id })}
          onClose={() => show({ verdict, receiptId: null })}
        />
      )}
    </div>
  );
}
