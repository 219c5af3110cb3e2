"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { useNow } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { HookBadge } from "./hook-badge.tsx";
import type { HookRow } from "./outputs.ts";

const COUNTS_EVERY_MS = 10_000;

/** The hooks, each leading to its own page. */
export function HookRows({ hooks }: { hooks: readonly HookRow[] }) {
  const t = useTranslations("hooks");
  return (
    <ul aria-label={t("list.title")} className="divide-y divide-line">
      {hooks.map((hook) => (
        <Row key={hook.id} hook={hook} />
      ))}
    </ul>
  );
}

function Row({ hook }: { hook: HookRow }) {
  const { id, name } = hook;
  return (
    <li className="group relative flex items-center gap-4 px-5 py-4 last:rounded-b-lg hover:bg-hover">
      <div className="min-w-0 flex-1 text-sm [overflow-wrap:anywhere]">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
          <Link
            href={`/settings/hooks/${id}`}
            className="text-[0.9375rem] font-medium after:absolute after:inset-0 after:rounded-[inherit] group-hover:text-ember-ink"
          >
            {name}
          </Link>
          <HookBadge hook={hook} />
          <Refused id={id} />
        </p>
        <p className="mt-1 text-muted">
          <Meaning hook={hook} />
        </p>
        <p className="text-muted">
          <LastReceived hook={hook} />
        </p>
      </div>
      <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted" />
    </li>
  );
}

/** How many of the receipts that are still kept were refused; nothing when none were. */
function Refused({ id }: { id: number }) {
  const t = useTranslations("hooks");
  const api = useApi();
  const hook = useQuery(api.hooks.get.queryOptions({ id }, { refetchInterval: COUNTS_EVERY_MS }));
  if (!hook.data || hook.data.receipts.refused === 0) return null;
  return <Badge tone="warning">{t("list.refused", { count: hook.data.receipts.refused })}</Badge>;
}

function Meaning({ hook }: { hook: HookRow }) {
  const t = useTranslations("hooks");
  const { personKind, personPath, eventPath, eventName } = hook;
  if (personPath === "") return t("list.unset");
  return t.rich(eventPath === null ? "list.recordsOne" : "list.recordsMany", {
    event: eventName,
    kind: personKind,
    path: () => <code className="font-mono text-[0.8125rem]">{personPath}</code>,
  });
}

/** When something came last. */
export function LastReceived({ hook }: { hook: Pick<HookRow, "lastReceivedAt"> }) {
  const t = useTranslations("hooks");
  const now = useNow();
  if (hook.lastReceivedAt === null) return t("list.nothingYet");
  const { lastReceivedAt } = hook;
  return t.rich("list.last", { moment: () => <TimeAgo at={lastReceivedAt} now={now} /> });
}
