"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useRested } from "#components/ui/use-rested.ts";
import type { LifecycleStage } from "#workflows/lifecycle.ts";
import { wordStage } from "#workflows/word-condition.ts";
import type { LifecyclePreview as Preview, Thresholds } from "./outputs.ts";

/** What saving would change, before it is done. */
export function LifecyclePreview({ choice }: { choice: { event: string; thresholds: Thresholds | null } }) {
  const api = useApi();
  const rested = useRested(JSON.stringify(choice));
  const preview = useQuery(api.lifecycle.preview.queryOptions(JSON.parse(rested) as typeof choice));
  if (preview.isPending) return <Skeleton className="h-24 rounded-md" />;
  if (preview.isError) {
    return (
      <ErrorState onRetry={() => void preview.refetch()} retrying={preview.isFetching}>
        {preview.error.message}
      </ErrorState>
    );
  }
  return <Moves preview={preview.data} />;
}

/** Who would come into another stage. */
export function Moves({ preview: { moves } }: { preview: Pick<Preview, "moves"> }) {
  const t = useTranslations("lifecycle");
  const say = useSay();
  const name = (stage: LifecycleStage | null) => (stage === null ? t("preview.none") : say(wordStage(stage)));
  return (
    <section aria-label={t("preview.title")} className="rounded-md border border-dashed px-3 py-2.5 text-sm">
      <h3 className="font-medium">{t("preview.title")}</h3>
      {moves.length === 0 ? (
        <p className="mt-1 text-muted">{t("preview.nobody")}</p>
      ) : (
        <ul className="mt-1.5 flex flex-col gap-1">
          {moves.map(({ from, to, people }) => (
            <li key={`${from} ${to}`} className="flex justify-between gap-4">
              <span>{t("preview.move", { from: name(from), to: name(to) })}</span>
              <span data-figures>{t("count", { count: people })}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 text-muted">{t("preview.quiet")}</p>
    </section>
  );
}
