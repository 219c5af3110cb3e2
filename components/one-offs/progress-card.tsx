"use client";

import { useMutation } from "@tanstack/react-query";
import { PencilLine, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { toast } from "#components/ui/toast.ts";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import { useWords, type Words } from "./one-off-words.ts";
import type { OneOff } from "./outputs.ts";
import { wordTiming } from "./schedule-draft.ts";
import { useOneOffRefresh } from "./use-one-off-refresh.ts";

/** How far a message is, with the way to stop it; nothing once it is over as it should be. */
export function ProgressCard({ oneOff }: { oneOff: OneOff }) {
  const mayEdit = useMay("editor");
  const { status } = oneOff;
  if (status === "done" || status === "draft") return null;
  return (
    <Card>
      <CardBody className="flex flex-col gap-4">
        <Progress oneOff={oneOff} />
      </CardBody>
      {mayEdit && status === "scheduled" && (
        <CardFooter>
          <BackToDraft id={oneOff.id} />
        </CardFooter>
      )}
      {mayEdit && status === "sending" && (
        <CardFooter>
          <Stop oneOff={oneOff} />
        </CardFooter>
      )}
    </Card>
  );
}

/** How far it is, in words. */
export function Progress({
  oneOff,
}: {
  oneOff: Pick<OneOff, "status" | "schedule" | "startsAt" | "timezone" | "results">;
}) {
  const words = useWords();
  const { t } = words;
  const { formatDateTime } = useTimeFormat();
  const say = useSay();
  const { status, schedule, startsAt, timezone, results } = oneOff;
  if (status === "scheduled") {
    const tellsFirst = schedule.local && startsAt !== null;
    return (
      <p>
        {t.rich(tellsFirst ? "progress.scheduledLocal" : "progress.scheduled", {
          timing: wordTiming(schedule, timezone, words),
          when: (chunks) => <strong>{chunks}</strong>,
          moment: formatDateTime(startsAt ?? 0, timezone),
          zone: timezone,
        })}
      </p>
    );
  }
  if (status === "stopped") {
    const reached = results?.reached ?? 0;
    return (
      <Banner tone="warning" title={results?.refusal ? t("progress.notOut") : t("progress.stopped")}>
        {results?.refusal
          ? say(results.refusal)
          : reached > 0
            ? t("progress.stoppedSome", { count: reached })
            : t("progress.stoppedNobody")}
      </Banner>
    );
  }
  if (!results) return <p>{t("progress.about")}</p>;
  const { looked, active, reached } = results;
  return (
    <>
      {looked ? (
        <ProgressBar
          label={t("progress.looked", { done: looked.people, count: looked.of })}
          done={looked.people}
          total={looked.of}
        />
      ) : (
        <p>{t("progress.lookedAll")}</p>
      )}
      <p data-figures className="text-sm text-muted">
        {t(`progress.${active === 0 ? "reached" : schedule.local ? "reachedTime" : "reachedTurn"}`, {
          count: reached,
          active,
        })}
      </p>
    </>
  );
}

function BackToDraft({ id }: { id: number }) {
  const t = useTranslations("one-offs.progress");
  const api = useApi();
  const refresh = useOneOffRefresh();
  const stop = useMutation(
    api.oneOffs.stop.mutationOptions({
      onSuccess: ({ status }) =>
        status === "draft"
          ? toast.success(t("isDraft"), { description: t("isDraftHint") })
          : toast.warning(t("tooLate")),
      onError: showError,
      onSettled: refresh,
    }),
  );
  return (
    <Button icon={<PencilLine />} loading={stop.isPending} onClick={() => stop.mutate({ id })}>
      {t("toDraft")}
    </Button>
  );
}

function Stop({ oneOff: { id, results } }: { oneOff: OneOff }) {
  const { t } = useWords();
  const api = useApi();
  const refresh = useOneOffRefresh();
  const [asking, setAsking] = useState(false);
  const stop = useMutation(api.oneOffs.stop.mutationOptions({ onSettled: refresh }));
  return (
    <>
      <Button icon={<Square />} onClick={() => setAsking(true)}>
        {t("stop.button")}
      </Button>
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title={t("stop.title")}
          tone="danger"
          description={stopMeaning(results, t)}
          confirmLabel={t("stop.confirm")}
          cancelLabel={t("stop.cancel")}
          onConfirm={async () => {
            await stop.mutateAsync({ id });
            toast.success(t("stop.done"), { description: t("stop.doneHint") });
          }}
        />
      )}
    </>
  );
}

/** What stopping means for whom. */
export function stopMeaning(
  results: Pick<NonNullable<OneOff["results"]>, "reached" | "active"> | null,
  t: Words["t"],
): string {
  const reached = results?.reached ?? 0;
  const had = reached === 0 ? t("stop.nobodyHad") : t("stop.had", { count: reached });
  const active = results?.active ?? 0;
  const line = active === 0 ? t("stop.noLine") : t("stop.line", { count: active });
  return t("stop.meaning", { had, line });
}
