"use client";

import { useMutation } from "@tanstack/react-query";
import { PencilLine, Square } from "lucide-react";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { formatDateTime } from "#components/ui/format-time.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { toast } from "#components/ui/toast.ts";
import { wordCount, wordPeople } from "./one-off-words.ts";
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
  const say = useSay();
  const { status, schedule, startsAt, timezone, results } = oneOff;
  if (status === "scheduled") {
    return (
      <p>
        It goes out <strong>{wordTiming(schedule, timezone)}</strong>.
        {schedule.local &&
          startsAt !== null &&
          ` The first of them have it on ${formatDateTime(startsAt, timezone)} (${timezone}).`}
      </p>
    );
  }
  if (status === "stopped") {
    const reached = results?.reached ?? 0;
    return (
      <Banner tone="warning" title={results?.refusal ? "It did not go out" : "It was stopped"}>
        {results?.refusal
          ? say(results.refusal)
          : `${reached > 0 ? `${wordPeople(reached)} had got it by then.` : "Nobody had got it."} The others get nothing.`}
      </Banner>
    );
  }
  if (!results) return <p>It is about to begin.</p>;
  const { looked, active, reached } = results;
  return (
    <>
      {looked ? (
        <ProgressBar
          label={`${wordCount(looked.people)} of ${wordCount(looked.of)} people looked at; you can leave this page`}
          done={looked.people}
          total={looked.of}
        />
      ) : (
        <p>Everybody it is meant for has been looked at.</p>
      )}
      <p data-figures className="text-sm text-muted">
        {wordPeople(reached)} got it so far
        {active > 0 &&
          `; ${wordCount(active)} ${active === 1 ? "waits" : "wait"} for their ${schedule.local ? "time or their " : ""}turn`}
        .
      </p>
    </>
  );
}

function BackToDraft({ id }: { id: number }) {
  const api = useApi();
  const refresh = useOneOffRefresh();
  const stop = useMutation(
    api.oneOffs.stop.mutationOptions({
      onSuccess: ({ status }) =>
        status === "draft"
          ? toast.success("It is a draft again", { description: "Nothing goes out before you send it." })
          : toast.warning("It had begun already and was stopped"),
      onError: showError,
      onSettled: refresh,
    }),
  );
  return (
    <Button icon={<PencilLine />} loading={stop.isPending} onClick={() => stop.mutate({ id })}>
      Back to draft
    </Button>
  );
}

function Stop({ oneOff: { id, results } }: { oneOff: OneOff }) {
  const api = useApi();
  const refresh = useOneOffRefresh();
  const [asking, setAsking] = useState(false);
  const stop = useMutation(api.oneOffs.stop.mutationOptions({ onSettled: refresh }));
  return (
    <>
      <Button icon={<Square />} onClick={() => setAsking(true)}>
        Stop
      </Button>
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title="Stop sending?"
          tone="danger"
          description={stopMeaning(results)}
          confirmLabel="Stop sending"
          cancelLabel="Go on sending"
          onConfirm={async () => {
            await stop.mutateAsync({ id });
            toast.success("Stopped", { description: "Whoever had not got it gets nothing." });
          }}
        />
      )}
    </>
  );
}

/** What stopping means for whom. */
export function stopMeaning(
  results: Pick<NonNullable<OneOff["results"]>, "reached" | "active"> | null,
): string {
  const reached = results?.reached ?? 0;
  const had =
    reached === 0
      ? "Nobody has got it yet."
      : `${wordPeople(reached)} got it already: that cannot be taken back.`;
  const active = results?.active ?? 0;
  const line =
    active === 0
      ? "Whoever has not got it gets nothing."
      : `${active === 1 ? "The one" : `The ${wordCount(active)}`} in line, and whoever has not been looked at yet, get nothing.`;
  return `${had} ${line} It cannot be started again, and a copy of it would go to everybody once more.`;
}
