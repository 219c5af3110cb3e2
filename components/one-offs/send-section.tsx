"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Calculator, CalendarClock, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useMay } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { channelOfAction } from "#workflows/one-off.ts";
import { CountView } from "./count-view.tsx";
import { unfinishedParts } from "./one-off-draft.ts";
import { OneOffProblems } from "./one-off-problems.tsx";
import type { OneOff } from "./outputs.ts";
import { SendDialog } from "./send-dialog.tsx";
import type { OneOffEditor } from "./use-one-off-draft.ts";

type Props = {
  oneOff: OneOff;
  editor: OneOffEditor;
  /** Somebody wants to know what is wrong, so that fields show it. */
  onCheck(): void;
};

/** What keeps the message from being sent, how many would get it, and sending it. */
export function SendSection({ oneOff, editor, onCheck }: Props) {
  const t = useTranslations("one-offs.send");
  const api = useApi();
  const mayEdit = useMay("editor");
  const [confirming, setConfirming] = useState(false);
  const { draft, saver, saveState } = editor;
  const { id, timezone } = oneOff;
  const channel = draft.message && channelOfAction(draft.message.type);
  const unfinished = unfinishedParts(draft);
  const isSaved = saveState.kind === "saved" && unfinished.length === 0;
  const problems = useQuery(api.oneOffs.problems.queryOptions({ id }));
  const { revision } = saver;
  const count = useMutation(api.oneOffs.count.mutationOptions());
  const faults = problems.data?.problems ?? [];
  const isFaultless =
    problems.isSuccess && unfinished.length === 0 && faults.every(({ severity }) => severity === "warning");
  const isCountFresh = isSaved && count.data?.revision === revision;

  async function countPeople() {
    onCheck();
    if (await saver.flush()) count.mutate({ id });
  }

  if (problems.isError && !problems.data) {
    return (
      <ErrorState onRetry={() => void problems.refetch()} retrying={problems.isFetching}>
        {problems.error.message}
      </ErrorState>
    );
  }
  const isReady = isFaultless && isCountFresh && (count.data?.willGet ?? 0) > 0;
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <OneOffProblems problems={faults} unfinished={unfinished} />
      <div aria-live="polite" className="flex flex-col gap-3 empty:hidden">
        {count.error && (
          <Banner tone="danger" role="alert">
            {count.error.message}
          </Banner>
        )}
        {count.data && !count.isPending && <CountView count={count.data} channel={channel} />}
        {count.data && !count.isPending && !isCountFresh && <Banner tone="info">{t("notFresh")}</Banner>}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          icon={<Calculator />}
          variant={isReady ? "secondary" : "primary"}
          loading={count.isPending}
          disabled={draft.message === null || unfinished.length > 0}
          onClick={() => void countPeople()}
        >
          {count.data ? t("countAgain") : t("count")}
        </Button>
        {mayEdit && (
          <Button
            variant={isReady ? "primary" : "secondary"}
            icon={draft.schedule.at === null ? <Send /> : <CalendarClock />}
            disabled={!isReady}
            onClick={() => setConfirming(true)}
          >
            {draft.schedule.at === null ? t("send") : t("schedule")}
          </Button>
        )}
      </div>
      {mayEdit && !isReady && (
        <p className="text-sm text-muted">{isFaultless ? t("whenCounted") : t("whenRight")}</p>
      )}
      {confirming && count.data && (
        <SendDialog
          id={id}
          channel={channel}
          zone={timezone}
          draft={draft}
          revision={revision}
          people={count.data.willGet}
          onClose={() => setConfirming(false)}
        />
      )}
    </div>
  );
}
