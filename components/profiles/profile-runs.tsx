"use client";

import { Workflow } from "lucide-react";
import Link from "next/link";
import type { Profile } from "#components/shell/outputs.ts";
import { useNow } from "#components/shell/session.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

/** The workflows that the person is inside of, and where; nothing when there are none. */
export function ProfileRuns({ runs }: { runs: Profile["activeRuns"] }) {
  const now = useNow();
  if (runs.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Inside now" />
      <CardBody>
        <ul className="flex flex-col gap-3 text-sm">
          {runs.map((run) => (
            <li key={run.id} className="flex items-start gap-3">
              <Workflow aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
              <div className="min-w-0">
                <Link
                  href={`/workflows/${run.workflowId}`}
                  className="font-medium hover:text-ember-ink hover:underline"
                >
                  {run.workflowName}
                </Link>
                <p className="text-muted">
                  At “{run.nodeLabel}”
                  {run.wakeAt !== null && (
                    <>
                      , goes on <TimeAgo at={run.wakeAt} now={now} />
                    </>
                  )}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
