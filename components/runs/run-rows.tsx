"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMedia } from "#components/canvas/use-media.ts";
import { useProfileName } from "#components/profiles/profile-name.ts";
import { useSay } from "#components/say.tsx";
import { useNow } from "#components/shell/session.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableLink,
  TableRow,
} from "#components/ui/table.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { RunRow } from "./outputs.ts";
import { RunStatus } from "./run-status.tsx";
import type { RunSelection } from "./use-run-selection.ts";

/** From tablets up there is room for a table. */
const WIDE_QUERY = "(min-width: 48rem)";

type Props = {
  workflowId: number;
  runs: readonly RunRow[];
  /** What each step is called, by its id. */
  steps: ReadonlyMap<string, string>;
  /** The workflow has a goal. */
  goal: boolean;
  /** Null for those who may only look. */
  selection: RunSelection | null;
};

/** Runs as a table; on phones as cards. */
export function RunRows(props: Props) {
  const isWide = useMedia(WIDE_QUERY);
  return isWide ? <RunTable {...props} /> : <RunCards {...props} />;
}

function RunTable({ workflowId, runs, steps, goal, selection }: Props) {
  const profileName = useProfileName();
  const t = useTranslations("runs");
  const now = useNow();
  const ticked = selection ? runs.filter(({ id }) => selection.has(id)).length : 0;
  return (
    <Table label={t("table.label")}>
      <TableHead>
        {selection && (
          <TableHeader className="w-0 pr-0">
            <span className="flex">
              <Checkbox
                aria-label={t("table.selectPage")}
                checked={ticked === runs.length ? true : ticked > 0 ? "indeterminate" : false}
                onCheckedChange={(checked) => selection.set(runs, checked)}
              />
            </span>
          </TableHeader>
        )}
        <TableHeader>{t("table.person")}</TableHeader>
        <TableHeader>{t("table.status")}</TableHeader>
        <TableHeader>{t("table.where")}</TableHeader>
        {goal && <TableHeader>{t("table.goal")}</TableHeader>}
        <TableHeader className="max-lg:hidden">{t("table.version")}</TableHeader>
        <TableHeader>{t("table.entered")}</TableHeader>
        <TableHeader>{t("table.next")}</TableHeader>
      </TableHead>
      <TableBody>
        {runs.map((run) => (
          <TableRow key={run.id} className={selection?.has(run.id) ? "bg-ember-soft" : undefined}>
            {selection && (
              <TableCell className="w-0 pr-0">
                <span className="relative z-1 flex">
                  <Tick run={run} selection={selection} />
                </span>
              </TableCell>
            )}
            <TableCell className="max-w-56">
              <TableLink href={`/workflows/${workflowId}/runs/${run.id}`} className="block truncate">
                {profileName(run.profile)}
              </TableLink>
              {run.profile.name && run.profile.email && (
                <span className="block truncate text-xs text-muted">{run.profile.email}</span>
              )}
            </TableCell>
            <TableCell>
              <RunStatus status={run.status} />
            </TableCell>
            <TableCell className="max-w-72 text-muted">
              <Where run={run} steps={steps} />
            </TableCell>
            {goal && (
              <TableCell className="whitespace-nowrap text-muted">
                {run.convertedAt === null ? "–" : <TimeAgo at={run.convertedAt} now={now} />}
              </TableCell>
            )}
            <TableCell numeric className="text-left text-muted max-lg:hidden">
              {run.version}
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted">
              <TimeAgo at={run.startedAt} now={now} />
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted">
              <WhenNext run={run} now={now} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function RunCards({ workflowId, runs, steps, selection }: Props) {
  const profileName = useProfileName();
  const t = useTranslations("runs");
  const now = useNow();
  return (
    <ul aria-label={t("table.label")} className="divide-y">
      {runs.map((run) => (
        <li key={run.id} className="flex items-start gap-3 px-4 py-3">
          {selection && (
            <span className="flex pt-0.5">
              <Tick run={run} selection={selection} />
            </span>
          )}
          <Link href={`/workflows/${workflowId}/runs/${run.id}`} className="min-w-0 flex-1">
            <span className="flex items-center justify-between gap-2">
              <span className="min-w-0 truncate font-medium">{profileName(run.profile)}</span>
              <RunStatus status={run.status} />
            </span>
            <span className="mt-0.5 block text-sm text-muted [overflow-wrap:anywhere]">
              <Where run={run} steps={steps} />
            </span>
            <span className="mt-0.5 block text-xs text-muted">
              {t.rich("table.enteredAt", { moment: () => <TimeAgo at={run.startedAt} now={now} /> })}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Tick({ run, selection }: { run: RunRow; selection: RunSelection }) {
  const profileName = useProfileName();
  const t = useTranslations("runs");
  return (
    <Checkbox
      aria-label={t("table.select", { name: profileName(run.profile) })}
      checked={selection.has(run.id)}
      disabled={selection.full && !selection.has(run.id)}
      onCheckedChange={(checked) => selection.set([run], checked)}
    />
  );
}

/** Of a run that is over, why; of one that goes on, the step it is at. */
function Where({ run, steps }: { run: RunRow; steps: Props["steps"] }) {
  const t = useTranslations("runs");
  const say = useSay();
  const words = run.endText
    ? say(run.endText)
    : run.nodeId === null
      ? ""
      : (steps.get(run.nodeId) ?? t("filter.otherStep"));
  return <span className="block md:truncate">{words}</span>;
}

function WhenNext({ run, now }: { run: RunRow; now: number }) {
  const t = useTranslations("runs");
  if (run.endedAt !== null) return <TimeAgo at={run.endedAt} now={now} />;
  if (run.wakeAt !== null) return <TimeAgo at={run.wakeAt} now={now} />;
  return t("table.withMessage");
}
