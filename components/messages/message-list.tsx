"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { LoadMore } from "#components/shell/load-more.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { readId } from "#components/workflows/read-id.ts";
import { channelOf, doneOf, type MessageFilter, MessageFilters, statusOf } from "./message-filters.tsx";
import { MessageRows } from "./message-rows.tsx";

const REFRESH_MS = 10_000;

/** Every message, the newest first. The filter is in the address, so that it survives going back. */
export function MessageList() {
  const t = useTranslations("messages.list");
  const api = useApi();
  const params = useSearchParams();
  const filter = {
    status: statusOf(params.get("status")),
    channel: channelOf(params.get("channel")),
    done: doneOf(params.get("done")),
    workflowId: readId(params.get("workflow") ?? ""),
  };
  const list = useInfiniteQuery(
    api.messages.list.infiniteQueryOptions(
      {
        status: filter.status ?? undefined,
        channel: filter.channel ?? undefined,
        done: filter.done ?? undefined,
        workflowId: filter.workflowId ?? undefined,
      },
      { getNextPageParam: (page) => page.nextCursor, refetchInterval: REFRESH_MS },
    ),
  );

  function change(next: MessageFilter) {
    // Unlike the router, this asks the server for no new page: the list alone changes.
    window.history.replaceState(null, "", `/messages${addressOf(next)}`);
  }

  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <MessageFilters
        filter={filter}
        workflowName={list.data?.pages[0]?.messages[0]?.workflow?.name}
        onChange={change}
      />
      <Card>
        <Loaded query={list} skeleton={<ListSkeleton />} errorTitle={t("failed")}>
          {({ pages }) => {
            const messages = pages.flatMap((page) => page.messages);
            if (messages.length > 0) return <MessageRows label={t("title")} messages={messages} />;
            const isFiltered = Object.values(filter).some((part) => part !== null);
            return isFiltered ? (
              <NothingFound
                onShowAll={() => change({ status: null, channel: null, done: null, workflowId: null })}
              />
            ) : (
              <NothingYet />
            );
          }}
        </Loaded>
      </Card>
      <LoadMore query={list} />
    </>
  );
}

function NothingFound({ onShowAll }: { onShowAll: () => void }) {
  const t = useTranslations("messages.list");
  return (
    <EmptyState
      icon={<Send />}
      title={t("noneFound")}
      action={<Button onClick={onShowAll}>{t("showAll")}</Button>}
    />
  );
}

function NothingYet() {
  const t = useTranslations("messages.list");
  return (
    <EmptyState
      icon={<Send />}
      title={t("none")}
      action={
        <ButtonLink variant="primary" href="/recipes">
          {t("chooseRecipe")}
        </ButtonLink>
      }
    >
      {t("noneHelp")}
    </EmptyState>
  );
}

function addressOf({ status, channel, done, workflowId }: MessageFilter): string {
  const params = new URLSearchParams();
  if (status) params.set("status", status);
  if (channel) params.set("channel", channel);
  if (done) params.set("done", done);
  if (workflowId) params.set("workflow", String(workflowId));
  return params.size > 0 ? `?${params}` : "";
}
