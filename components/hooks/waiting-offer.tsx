"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { Hook } from "./outputs.ts";
import { NOTHING_TAKEN, type TakenCounts, totalOf } from "./taken-counts.ts";
import { useHookRefresh } from "./use-hook-refresh.ts";

/** Offers to take in what came while the hook was off, and shows how that goes. */
export function WaitingOffer({ hook, isUnsaved }: { hook: Hook; isUnsaved: boolean }) {
  const t = useTranslations("hooks");
  const { waiting } = hook.receipts;
  const isNew = useHasNewWaiting(hook);
  const { take, counts } = useTakeInWaiting(hook.id);
  if (take.isPending)
    return <ProgressBar label={t("waiting.taking")} done={totalOf(counts)} total={waiting} />;
  return (
    <>
      {take.data && <Outcome counts={take.data} />}
      {isNew && <Offer waiting={waiting} isUnsaved={isUnsaved} onTake={() => take.mutate()} />}
    </>
  );
}

function Outcome({ counts }: { counts: TakenCounts }) {
  const t = useTranslations("hooks");
  return (
    <Banner
      role="status"
      tone={counts.refused > 0 ? "warning" : "success"}
      title={t("waiting.taken", { ...counts, total: totalOf(counts) })}
    >
      {counts.refused > 0 && t("waiting.inboxSays")}
    </Banner>
  );
}

type OfferProps = { waiting: number; isUnsaved: boolean; onTake: () => void };

function Offer({ waiting, isUnsaved, onTake }: OfferProps) {
  const t = useTranslations("hooks");
  return (
    <Banner
      tone="info"
      title={t("waiting.title", { count: waiting })}
      action={
        !isUnsaved && (
          <Button size="sm" onClick={onTake}>
            {t("waiting.take", { count: waiting })}
          </Button>
        )
      }
    >
      {isUnsaved ? t("waiting.unsaved") : t("waiting.help")}
    </Banner>
  );
}

/** Whether something waits that came after all that somebody has tried to take in. */
function useHasNewWaiting(hook: Hook): boolean {
  const api = useApi();
  const enabled = hook.isOn && hook.receipts.waiting > 0;
  const newest = useQuery(
    api.hooks.receipts.queryOptions({ hookId: hook.id, verdict: "waiting", limit: 1 }, { enabled }),
  );
  const receiptId = newest.data?.receipts[0]?.id;
  const receipt = useQuery(
    api.hooks.receipt.queryOptions(
      { receiptId: receiptId ?? 0 },
      { enabled: enabled && receiptId !== undefined },
    ),
  );
  return enabled && receipt.data?.replays.length === 0;
}

/** Takes them in part by part; `counts` grows with each. */
function useTakeInWaiting(hookId: number) {
  const api = useApi();
  const refresh = useHookRefresh();
  const [counts, setCounts] = useState(NOTHING_TAKEN);
  const { mutateAsync } = useMutation(api.hooks.replayWaiting.mutationOptions());
  const take = useMutation({
    mutationFn: async (): Promise<TakenCounts> => {
      let sum = NOTHING_TAKEN;
      setCounts(sum);
      for (let after: number | null = 0; after !== null; ) {
        const part: TakenCounts & { after: number | null } = await mutateAsync({ hookId, after });
        sum = {
          taken: sum.taken + part.taken,
          duplicate: sum.duplicate + part.duplicate,
          refused: sum.refused + part.refused,
        };
        setCounts(sum);
        after = part.after;
      }
      return sum;
    },
    onError: showError,
    onSettled: refresh,
  });
  return { take, counts };
}
