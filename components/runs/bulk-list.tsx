"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { useMay, useNow } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { toast } from "#components/ui/toast.ts";
import type { Bulk } from "./outputs.ts";

const WHILE_OPEN_MS = 1_000;
const OTHERWISE_MS = 15_000;

/** The last things that were done to many, and how far each has got; nothing when there were none. */
export function BulkList({ workflowId }: { workflowId: number }) {
  const t = useTranslations("runs");
  const api = useApi();
  const queries = useQueryClient();
  const query = useQuery(
    api.runs.bulks.queryOptions(
      { workflowId },
      {
        refetchInterval: ({ state }) =>
          state.data?.some(({ endedAt }) => endedAt === null) ? WHILE_OPEN_MS : OTHERWISE_MS,
      },
    ),
  );
  const bulks = query.data ?? [];
  const open = useRef(new Set<number>());
  useEffect(() => {
    for (const { id, endedAt, done, kind } of query.data ?? []) {
      if (endedAt === null) open.current.add(id);
      else if (open.current.delete(id)) {
        toast.success(t(`bulk.finished.${kind}`, { count: done }));
        void queries.invalidateQueries({ queryKey: api.runs.list.pathKey() });
        void queries.invalidateQueries({ queryKey: api.workflows.pathKey() });
      }
    }
  }, [query.data, t, queries, api]);
  if (bulks.length === 0) return null;
  return (
    <Card className="mt-4">
      <CardHeader title={t("bulk.title")} />
      <CardBody>
        <ul className="flex flex-col gap-4 text-sm">
          {bulks.map((bulk) => (
            <li key={bulk.id}>
              <BulkLine workflowId={workflowId} bulk={bulk} />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function BulkLine({ workflowId, bulk }: { workflowId: number; bulk: Bulk }) {
  const t = useTranslations("runs");
  const say = useSay();
  const api = useApi();
  const now = useNow();
  const mayEdit = useMay("editor");
  const queries = useQueryClient();
  const stop = useMutation(
    api.runs.stopBulk.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: api.runs.bulks.pathKey() }),
    }),
  );
  const { id, kind, total, done, refused, refusals, by, stoppedBy, createdAt, endedAt } = bulk;
  return (
    <div className="min-w-0 [overflow-wrap:anywhere]">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{t(`action.${kind}`)}</span>
        <span className="text-muted">
          <TimeAgo at={createdAt} now={now} />
          {by && `, ${by}`}
        </span>
      </p>
      <p data-figures className="mt-0.5">
        {t("bulk.figures", { done, refused })}
        {stoppedBy && ` · ${t("bulk.stoppedBy", { by: stoppedBy })}`}
      </p>
      {refusals.length > 0 && (
        <ul className="mt-1 list-disc pl-5 text-muted">
          {refusals.map(({ count, text }) => (
            <li key={say(text)} data-figures>
              {t("bulk.refusal", { count, why: say(text) })}
            </li>
          ))}
        </ul>
      )}
      {endedAt === null && (
        <div className="mt-2 flex max-w-md items-end gap-3">
          <ProgressBar label={t("bulk.progress", { total })} done={done + refused} total={total} />
          {mayEdit && (
            <Button size="sm" loading={stop.isPending} onClick={() => stop.mutate({ workflowId, id })}>
              {t("bulk.stop")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
