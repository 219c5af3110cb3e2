"use client";

import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useApi } from "#components/api.ts";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { PropertyList } from "#components/profiles/property-list.tsx";
import { useSay } from "#components/say.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { readerZone } from "#components/shell/reader-zone.ts";
import { useNow } from "#components/shell/session.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import { labelsOfNodes } from "#components/workflows/node-labels.ts";
import { FailedOnTheWay } from "./failed-on-the-way.tsx";
import type { RunDetails } from "./outputs.ts";
import { RunControls } from "./run-controls.tsx";
import { RunStatus } from "./run-status.tsx";
import { RunStory } from "./run-story.tsx";
import { trailOf } from "./run-trail.ts";
import { WhyButton } from "./why-button.tsx";

const REFRESH_MS = 3_000;
const RunCanvas = dynamic(async () => (await import("./run-canvas.tsx")).RunCanvas, {
  ssr: false,
  loading: () => <Skeleton className="size-full" />,
});

type Props = { workflowId: number; runId: number };

/** One person's way through a workflow: on the canvas, and in words. */
export function RunPage({ workflowId, runId }: Props) {
  const t = useTranslations("runs");
  const api = useApi();
  const run = useQuery(
    api.runs.get.queryOptions(
      { workflowId, runId },
      {
        refetchInterval: ({ state }) => (state.data?.status === "active" ? REFRESH_MS : false),
        retry: (failures, error) => error.data?.code !== "NOT_FOUND" && failures < 2,
      },
    ),
  );
  if (run.error?.data?.code === "NOT_FOUND") {
    const list = `/workflows/${workflowId}/runs`;
    return (
      <>
        <PageHeader title={t("page.title")} back={{ href: list, label: t("page.back") }} />
        <Card>
          <EmptyState
            icon={<History />}
            title={t("page.gone")}
            action={<ButtonLink href={list}>{t("page.back")}</ButtonLink>}
          >
            {t("page.goneHint")}
          </EmptyState>
        </Card>
      </>
    );
  }
  return (
    <Loaded query={run} skeleton={<PageSkeleton />}>
      {(loaded) => <LoadedRun run={loaded} />}
    </Loaded>
  );
}

function LoadedRun({ run }: { run: RunDetails }) {
  const profileName = useProfileName();
  const t = useTranslations("runs");
  const say = useSay();
  const { graph } = run.version;
  const trail = useMemo(() => trailOf(graph, run), [graph, run]);
  const steps = useMemo(
    () => new Map([...labelsOfNodes(graph.nodes)].map(([id, label]) => [id, say(label)])),
    [graph, say],
  );
  return (
    <>
      <PageHeader
        title={profileName(run.profile)}
        aside={<RunStatus status={run.status} />}
        description={t("page.in", { workflow: run.workflow.name })}
        actions={
          <>
            <WhyButton
              person={{ id: run.profile.id, name: profileName(run.profile) }}
              workflow={{ id: run.workflow.id, name: run.workflow.name }}
            />
            <RunControls run={run} steps={steps} />
          </>
        }
        back={{ href: `/workflows/${run.workflow.id}/runs`, label: t("page.back") }}
      />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_24rem] lg:items-start">
        <div className="flex min-w-0 flex-col gap-6">
          <Card className="h-[60dvh] min-h-80 overflow-hidden">
            <RunCanvas graph={graph} trail={trail} />
          </Card>
          <RunData data={run.data} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <RunFacts run={run} steps={steps} />
          <FailedOnTheWay run={run} steps={steps} />
          <Card>
            <CardHeader title={t("page.story")} />
            <CardBody>
              <RunStory run={run} steps={steps} timeZone={readerZone()} />
            </CardBody>
          </Card>
        </div>
      </div>
    </>
  );
}

function RunFacts({ run, steps }: { run: RunDetails; steps: ReadonlyMap<string, string> }) {
  const profileName = useProfileName();
  const t = useTranslations("runs");
  const { formatDateTime } = useTimeFormat();
  const now = useNow();
  const { waiting, startedAt, endedAt, convertedAt, profile, version, status } = run;
  return (
    <Card>
      <CardHeader title={t("page.facts")} />
      <CardBody>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm [overflow-wrap:anywhere]">
          <dt className="text-muted">{t("fact.person")}</dt>
          <dd>
            <Link href={`/profiles/${profile.id}`} className="text-ember-ink hover:underline">
              {profileName(profile)}
            </Link>
          </dd>
          <dt className="text-muted">{t("fact.version")}</dt>
          <dd data-figures>{version.number}</dd>
          <dt className="text-muted">{t("fact.started")}</dt>
          <dd>
            <TimeAgo at={startedAt} now={now} />
          </dd>
          {status === "active" && (
            <>
              <dt className="text-muted">{t("fact.at")}</dt>
              <dd>{steps.get(run.nodeId) ?? t("filter.otherStep")}</dd>
              <dt className="text-muted">{t("fact.waits")}</dt>
              <dd>
                {waiting?.kind === "time"
                  ? t("fact.waitsUntil", { moment: formatDateTime(waiting.until, readerZone()) })
                  : t("fact.waitsMessage")}
              </dd>
            </>
          )}
          {endedAt !== null && (
            <>
              <dt className="text-muted">{t("fact.ended")}</dt>
              <dd>
                <TimeAgo at={endedAt} now={now} />
              </dd>
            </>
          )}
          {convertedAt !== null && (
            <>
              <dt className="text-muted">{t("fact.goal")}</dt>
              <dd>
                <TimeAgo at={convertedAt} now={now} />
              </dd>
            </>
          )}
        </dl>
      </CardBody>
    </Card>
  );
}

/** What the run carries: its cart, the event that started it, what webhooks answered. */
function RunData({ data }: { data: Record<string, unknown> }) {
  const t = useTranslations("runs");
  return (
    <Card>
      <CardHeader title={t("page.data")} description={t("page.dataHint")} />
      <CardBody>
        <PropertyList properties={data} empty={t("page.noData")} />
      </CardBody>
    </Card>
  );
}

function PageSkeleton() {
  return (
    <>
      <Skeleton className="h-8 w-64 max-w-full" />
      <Skeleton className="mt-3 w-48 max-w-full" />
      <div className="mt-8 grid gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Skeleton className="h-96 rounded-lg" />
        <Skeleton className="h-64 rounded-lg" />
      </div>
    </>
  );
}
