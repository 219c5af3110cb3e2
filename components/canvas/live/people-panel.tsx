"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { labelsByNode } from "#components/workflows/node-labels.ts";
import type { WorkflowView } from "#components/workflows/outputs.ts";
import { wordWindow } from "#workflows/live-window.ts";
import { type Behind, type BehindOf, nameOf, numbersOf, peopleOf } from "./behind.ts";
import type { Live } from "./live-context.tsx";
import { PersonRow } from "./person-row.tsx";
import { useNumbers } from "./use-numbers.ts";
import { useWindowWords } from "./use-window.ts";

type Props = {
  workflow: WorkflowView;
  shown: BehindOf;
  live: Live;
  onShow(people: BehindOf): void;
  onClose(): void;
};

/** The people behind a number of a step, the newest first. The canvas beside it stays usable. */
export function PeoplePanel({ workflow, shown, live, onShow, onClose }: Props) {
  const t = useTranslations("live.panel");
  const say = useSay();
  const words = useWindowWords();
  const { nodeId, behind } = shown;
  const name = nameOf(behind);
  const label = labelsByNode(workflow).get(nodeId);
  const step = label === undefined ? nodeId : say(label);
  return (
    <Sheet
      open
      modal={false}
      onOpenChange={(open) => !open && onClose()}
      title={t(`title.${name}`)}
      description={name === "waiting" ? t("atNow", { step }) : t("at", { step, time: words(live.window) })}
      className="max-sm:max-h-[70dvh] sm:w-[23rem]"
    >
      <Numbers live={live} shown={shown} onChoose={(chosen) => onShow({ nodeId, behind: chosen })} />
      <People
        key={`${nodeId} ${JSON.stringify(behind)} ${wordWindow(live.window)}`}
        workflow={workflow}
        shown={shown}
        live={live}
      />
    </Sheet>
  );
}

/** The other numbers of the same step. */
function Numbers({
  live,
  shown,
  onChoose,
}: Pick<Props, "live" | "shown"> & { onChoose(behind: Behind): void }) {
  const t = useTranslations("live");
  const { full } = useNumbers();
  const count = live.counts.get(shown.nodeId);
  if (!count) return null;
  const current = nameOf(shown.behind);
  return (
    <ul aria-label={t("panel.choose")} data-figures className="flex flex-wrap gap-1.5 pb-3">
      {numbersOf(count).map((behind) => {
        const name = nameOf(behind);
        const word = name === "otherwise" ? t("panel.title.otherwise") : t(`short.${name}`);
        return (
          <li key={name}>
            <button
              type="button"
              aria-pressed={name === current}
              onClick={() => onChoose(behind)}
              className={cn(
                "min-h-7 rounded-full border px-2.5 text-xs hover:text-ink pointer-coarse:min-h-9",
                "aria-pressed:border-ember aria-pressed:bg-ember-soft aria-pressed:text-ink",
                name === "failed" ? "text-danger" : "text-muted",
              )}
            >
              {full(peopleOf(count, behind))} {word}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function People({ workflow, shown, live }: Pick<Props, "workflow" | "shown" | "live">) {
  const t = useTranslations("live.panel");
  const api = useApi();
  const count = live.counts.get(shown.nodeId);
  // As it was when the list was opened: whoever comes meanwhile is not missing from it.
  const [counted] = useState(count && shown.behind.kind !== "waiting" ? peopleOf(count, shown.behind) : 0);
  const query = useInfiniteQuery(
    api.live.people.infiniteQueryOptions(
      { id: workflow.id, window: wordWindow(live.window), ...shown },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  if (query.isPending) return <Loading label={t("loading")} />;
  if (query.isError)
    return (
      <ErrorState title={t("error")} onRetry={() => void query.refetch()} retrying={query.isFetching}>
        {query.error.message}
      </ErrorState>
    );
  const people = query.data.pages.flatMap((page) => page.people);
  if (people.length === 0)
    return (
      <EmptyState icon={<Users />} title={t("empty")}>
        {counted > 0 ? t("emptyKept") : t("emptyHelp")}
      </EmptyState>
    );
  return (
    <>
      <ul className="divide-y">
        {people.map((person) => (
          <PersonRow
            key={`${person.id} ${person.visit}`}
            person={person}
            workflow={workflow}
            waits={shown.behind.kind === "waiting"}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="flex justify-center pt-4">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
      {!query.hasNextPage && people.length < counted && (
        <p className="pt-3 text-xs text-muted">{t("emptyKept")}</p>
      )}
    </>
  );
}

function Loading({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-4 pt-2">
      {["w-3/4", "w-1/2", "w-2/3"].map((width) => (
        <div key={width} className="flex flex-col gap-2">
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="h-3 w-1/3" />
        </div>
      ))}
    </div>
  );
}
