"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Inbox as InboxIcon } from "lucide-react";
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
import { VERDICT_WORDS, verdictOf } from "./verdict-words.ts";

const REFRESH_MS = 4_000;
/** Stands for "all": a select cannot have an empty value. */
const ALL = "all";

/** Everything that a hook received, the newest first, with what became of it. */
export function Inbox({ hook }: { hook: Hook }) {
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
      <Card aria-label="Inbox">
        <CardHeader
          title="Inbox"
          description="Every request that came, and what became of it."
          actions={
            <Select
              aria-label="What became of it"
              className="w-48"
              options={filterOptions(hook.receipts)}
              value={verdict ?? ALL}
              onValueChange={(value) => show({ verdict: verdictOf(value), receiptId })}
            />
          }
          className="pb-4"
        />
        <div className="border-t">
          <Loaded
            query={list}
            skeleton={<ListSkeleton rows={4} />}
            errorTitle="The inbox could not be loaded"
          >
            {({ pages }) => {
              const receipts = pages.flatMap((page) => page.receipts);
              if (receipts.length > 0) {
                return <ReceiptRows receipts={receipts} onOpen={(id) => show({ verdict, receiptId: id })} />;
              }
              return verdict === null ? (
                <EmptyState icon={<InboxIcon />} title="Nothing received yet">
                  As soon as something is sent to the address it is kept here, whether or not the hook is on.
                </EmptyState>
              ) : (
                <EmptyState
                  icon={<InboxIcon />}
                  title="No request of this kind"
                  action={<Button onClick={() => show({ verdict: null, receiptId })}>Show all</Button>}
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

function filterOptions(counts: Hook["receipts"]) {
  const verdicts = Object.entries(VERDICT_WORDS).map(([value, { label }]) => {
    const count = verdictOf(value) && counts[value as keyof typeof counts];
    return { value, label: `${label} (${count})` };
  });
  return [{ value: ALL, label: "All requests" }, ...verdicts];
}
