"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { useMay, useNow } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { CodeBlock } from "./code-block.tsx";
import type { Notice, OutgoingHook } from "./outgoing-hook-outputs.ts";
import { wordNotice } from "./outgoing-hook-words.ts";

const UNDER_WAY_REFRESH_MS = 1_000;
const REFRESH_MS = 10_000;

/** What one program was told last, and what it answered. */
export function OutgoingHookNotices({ hook, onClose }: { hook: OutgoingHook; onClose: () => void }) {
  const t = useTranslations("settings");
  const api = useApi();
  const notices = useQuery(
    api.outgoingHooks.notices.queryOptions(
      { id: hook.id },
      {
        refetchInterval: ({ state }) =>
          state.data?.notices.some(isUnderWay) ? UNDER_WAY_REFRESH_MS : REFRESH_MS,
      },
    ),
  );
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={t("outgoing.recent")}
      description={t("outgoing.to", { host: hook.host })}
    >
      <Loaded query={notices} skeleton={<ListSkeleton rows={4} />} errorTitle={t("outgoing.noticesFailed")}>
        {(loaded) =>
          loaded.notices.length > 0 ? (
            <ul
              aria-label={t("outgoing.noticesTo", { host: hook.host })}
              className="-mx-5 -my-4 divide-y divide-line"
            >
              {loaded.notices.map((notice) => (
                <Row key={notice.id} hook={hook} notice={notice} />
              ))}
            </ul>
          ) : (
            <p className="text-sm text-muted">{t("outgoing.noNotices")}</p>
          )
        }
      </Loaded>
    </Sheet>
  );
}

/** The first try is not over yet. */
function isUnderWay({ status, attempts }: Notice): boolean {
  return status === "handed" || (status === "queued" && attempts === 0);
}

function Row({ hook, notice }: { hook: OutgoingHook; notice: Notice }) {
  const t = useTranslations("settings");
  const mayEdit = useMay("editor");
  const now = useNow();
  const { webhookId, attempts, lastAnswer, dueAt, createdAt, body } = notice;
  return (
    <li className="flex flex-col gap-2 px-5 py-3.5 text-sm [overflow-wrap:anywhere]">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="font-medium">{wordNotice(notice, t)}</p>
          <p className="text-muted">
            <TimeAgo at={createdAt} now={now} />
            {attempts > 1 && (
              <>
                {" · "}
                {t("outgoing.tried", { count: attempts })}
              </>
            )}
          </p>
        </div>
        <State notice={notice} />
      </div>
      {lastAnswer !== null && <p className="text-muted">{t("outgoing.answer", { answer: lastAnswer })}</p>}
      {notice.status === "queued" && attempts > 0 && dueAt !== null && (
        <p className="text-muted">
          {t.rich("outgoing.triedAgain", { time: () => <TimeAgo at={dueAt} now={now} /> })}
        </p>
      )}
      <details>
        <summary className="cursor-pointer text-muted">{t("outgoing.wasSent")}</summary>
        <div className="mt-2 flex flex-col gap-2">
          <p className="text-muted">
            webhook-id <code className="font-mono text-[0.8125rem]">{webhookId}</code>
          </p>
          <CodeBlock label={t("outgoing.notice", { id: webhookId })} code={body} />
        </div>
      </details>
      {mayEdit && hook.offAt === null && <SendAgain hookId={hook.id} notice={notice} />}
    </li>
  );
}

function State({ notice: { status, attempts, dueAt } }: { notice: Notice }) {
  const t = useTranslations("settings");
  switch (status) {
    case "delivered":
      return <Badge tone="success">{t("outgoing.state.delivered")}</Badge>;
    case "failed":
      return <Badge tone="danger">{t("outgoing.state.failed")}</Badge>;
    case "handed":
      return <Badge tone="info">{t("outgoing.state.handed")}</Badge>;
    case "queued":
      if (dueAt === null) return <Badge>{t("outgoing.state.off")}</Badge>;
      return attempts > 0 ? (
        <Badge tone="warning">{t("outgoing.state.again")}</Badge>
      ) : (
        <Badge tone="info">{t("outgoing.state.waits")}</Badge>
      );
  }
}

function SendAgain({ hookId, notice }: { hookId: number; notice: Notice }) {
  const t = useTranslations("settings");
  const api = useApi();
  const queries = useQueryClient();
  const again = useMutation(
    api.outgoingHooks.sendAgain.mutationOptions({
      onError: showError,
      onSettled: () => queries.invalidateQueries(api.outgoingHooks.notices.queryFilter()),
    }),
  );
  if (isUnderWay(notice)) return null;
  return (
    <div>
      <Button
        size="sm"
        loading={again.isPending}
        aria-label={t("outgoing.sendAgainOne", { id: notice.webhookId })}
        onClick={() => again.mutate({ id: hookId, noticeId: notice.id })}
      >
        {notice.status === "queued" ? t("outgoing.tryNow") : t("outgoing.sendAgain")}
      </Button>
    </div>
  );
}
