"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { toast } from "#components/ui/toast.ts";
import { ReachLine } from "#components/versions/reach-line.tsx";
import type { Graph } from "#workflows/graph.ts";
import { NO_POSTAL_ADDRESS } from "#workflows/shop-problems.ts";
import { isPublishable, type Problem } from "#workflows/validate.ts";
import { OverdueChoice } from "./overdue-choice.tsx";
import { countRemaining, readPeople, STAY } from "./people-draft.ts";
import { PeopleInside } from "./people-inside.tsx";
import { ProblemList } from "./problem-list.tsx";
import { ResumeChoice } from "./resume-choice.tsx";

// A first version has nothing to be compared with.
const Changes = dynamic(() => import("#components/versions/changes.tsx").then((module) => module.Changes), {
  loading: () => <Skeleton className="h-40 w-full" />,
});

type Props = {
  workflowId: number;
  /** What is live now, to compare with. */
  live: Graph | null;
  /** What would be published. */
  graph: Graph;
  /** Saves what is on screen; the revision that the server then has, or null when it could not be saved. */
  save(): Promise<number | null>;
  /** Leads to what has to be put right. */
  onProblem?(problem: Problem): void;
  onPublished?(): void;
  onClose(): void;
};

/** Shows what publishing means before it happens. The draft is saved first: what is published is what is on screen. */
export function PublishDialog(props: Props) {
  const { workflowId, live, graph, save, onProblem, onPublished, onClose } = props;
  const t = useTranslations("canvas.publish");
  const versions = useTranslations("versions");
  const common = useTranslations("ui.common");
  const say = useSay();
  const api = useApi();
  const queries = useQueryClient();
  const [includeOverdue, setIncludeOverdue] = useState(false);
  const [people, setPeople] = useState(STAY);
  const [resume, setResume] = useState(false);
  const [strict, setStrict] = useState(false);
  const content = useRef<HTMLDivElement>(null);
  const [refused, setRefused] = useState<Problem[] | null>(null);
  const preview = useQuery({
    ...api.workflows.publishPreview.queryOptions({ id: workflowId }),
    staleTime: 0,
    gcTime: 0,
  });
  const publish = useMutation(
    api.workflows.publish.mutationOptions({
      onSuccess: (answer) => {
        if (answer.kind === "invalid") return setRefused(answer.problems);
        if (answer.kind === "published") {
          const { number } = answer;
          if (answer.status === "paused")
            toast.success(t("inPlace"), { description: t("inPlaceHelp", { number }) });
          else toast.success(t(live ? "liveChanges" : "live"), { description: t("liveHelp", { number }) });
          onPublished?.();
          onClose();
          void queries.invalidateQueries({ queryKey: api.versions.pathKey() });
        }
        return queries.invalidateQueries({ queryKey: api.workflows.pathKey() });
      },
      // People may have come to other steps since they were looked for.
      onError: () => preview.refetch(),
    }),
  );

  const waiting = preview.data?.waiting ?? [];
  const isPaused = preview.data?.isPaused ?? false;
  const isHeld = isPaused && !resume;

  async function go() {
    setStrict(true);
    const answer = readPeople(people, waiting);
    if (!answer) return pointOutMissing(content.current);
    const revision = await save();
    if (revision === null) {
      toast.error(t("unsaved"));
      return;
    }
    publish.mutate({ id: workflowId, revision, includeOverdue, people: answer, resume });
  }

  const found = refused ?? preview.data?.problems ?? [];
  const noAddress = found.find(({ code }) => code === NO_POSTAL_ADDRESS);
  const problems = found.filter((problem) => problem !== noAddress);
  const publishable = preview.isSuccess && isPublishable(problems);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size={live ? "lg" : waiting.length > 0 ? "md" : "sm"}
      title={t(live ? "titleChanges" : "title")}
      description={publishable ? t(isHeld ? "descriptionPaused" : "description") : undefined}
      footer={
        <>
          <Button onClick={onClose}>{publishable ? common("cancel") : t("back")}</Button>
          {publishable && (
            <Button variant="primary" loading={publish.isPending} onClick={() => void go()}>
              {t(isHeld ? "nowPaused" : isPaused ? "nowResume" : "now")}
            </Button>
          )}
        </>
      }
    >
      <div ref={content} className="flex flex-col gap-4 text-sm">
        {preview.isPending && <Spinner label={t("checking")} />}
        {preview.isError && (
          <ErrorState className="py-4" onRetry={() => void preview.refetch()}>
            {preview.error.message}
          </ErrorState>
        )}
        <ProblemList
          problems={problems}
          graph={graph}
          onChoose={(problem) => {
            onProblem?.(problem);
            onClose();
          }}
        />
        {live && (
          <section className="flex flex-col gap-2">
            <h3 className="text-sm font-medium">{versions("diff.title")}</h3>
            <Changes before={live} after={graph} />
          </section>
        )}
        {publishable && <ReachLine workflowId={workflowId} />}
        {publishable && noAddress && (
          <Banner tone="warning">
            {t.rich("noAddress", {
              problem: say(noAddress.message),
              link: (words) => (
                <Link href="/settings" className="underline underline-offset-2">
                  {words}
                </Link>
              ),
            })}
          </Banner>
        )}
        {publishable && preview.data.overdue > 0 && (
          <OverdueChoice overdue={preview.data.overdue} value={includeOverdue} onChange={setIncludeOverdue} />
        )}
        {publishable && preview.data.followsDates && <Banner tone="info">{t("dates")}</Banner>}
        {publishable && waiting.length > 0 && (
          <PeopleInside waiting={waiting} graph={graph} value={people} strict={strict} onChange={setPeople} />
        )}
        {publishable && isPaused && (
          <ResumeChoice held={countRemaining(people, waiting)} value={resume} onChange={setResume} />
        )}
        {publish.data?.kind === "conflict" && (
          <Banner tone="danger" role="alert">
            {t("conflict")}
          </Banner>
        )}
        {publish.isError && (
          <Banner tone="danger" role="alert">
            {publish.error.message}
          </Banner>
        )}
      </div>
    </Dialog>
  );
}

/** Leads to the first answer that is missing, once it is drawn as such. */
function pointOutMissing(content: HTMLElement | null): void {
  requestAnimationFrame(() => content?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
}
