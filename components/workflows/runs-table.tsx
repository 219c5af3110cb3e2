"use client";

import { useNow } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
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
import type { Tone } from "#components/ui/tone.ts";
import type { RunSummary } from "./outputs.ts";

const LOOK: Record<RunSummary["status"], { tone: Tone; word: string }> = {
  active: { tone: "info", word: "Inside" },
  finished: { tone: "success", word: "Reached the end" },
  exited: { tone: "neutral", word: "Left early" },
  failed: { tone: "danger", word: "Failed" },
};

type Props = {
  runs: RunSummary[];
  /** What each step is called, by its id. */
  labels: Map<string, string>;
  /** The workflow has a goal. */
  goal: boolean;
};

export function RunsTable({ runs, labels, goal }: Props) {
  const now = useNow();
  return (
    <Table label="Runs">
      <TableHead>
        <TableHeader>Profile</TableHeader>
        <TableHeader>State</TableHeader>
        <TableHeader>Where</TableHeader>
        {goal && <TableHeader>Goal</TableHeader>}
        <TableHeader>Entered</TableHeader>
        <TableHeader>Goes on or ended</TableHeader>
      </TableHead>
      <TableBody>
        {runs.map((run) => (
          <TableRow key={run.id}>
            <TableCell className="max-w-56">
              <TableLink href={`/profiles/${run.profile.id}`} className="block truncate">
                {run.profile.name ?? run.profile.email ?? `Profile ${run.profile.id}`}
              </TableLink>
              {run.profile.name && run.profile.email && (
                <span className="block truncate text-xs text-muted">{run.profile.email}</span>
              )}
            </TableCell>
            <TableCell>
              <Badge tone={LOOK[run.status].tone}>{LOOK[run.status].word}</Badge>
            </TableCell>
            <TableCell className="max-w-72 text-muted">
              <span className="block truncate">{whereIs(run, labels)}</span>
            </TableCell>
            {goal && (
              <TableCell className="whitespace-nowrap text-muted">
                {run.convertedAt === null ? (
                  "–"
                ) : (
                  <>
                    Reached <TimeAgo at={run.convertedAt} now={now} />
                  </>
                )}
              </TableCell>
            )}
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

/** Of a run that is over, why; of one that goes on, the step it is at. */
function whereIs(run: RunSummary, labels: Map<string, string>): string {
  if (run.endText) return run.endText;
  if (run.nodeId === null) return "";
  return labels.get(run.nodeId) ?? "A step of an earlier version";
}

function WhenNext({ run, now }: { run: RunSummary; now: number }) {
  if (run.endedAt !== null) return <TimeAgo at={run.endedAt} now={now} />;
  if (run.wakeAt !== null) return <TimeAgo at={run.wakeAt} now={now} />;
  return "As soon as its message is dealt with";
}
