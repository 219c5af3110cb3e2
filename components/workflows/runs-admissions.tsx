"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { useNow } from "#components/shell/session.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { Admission, WorkflowView } from "./outputs.ts";

const WHILE_OPEN_MS = 2_000;
const OTHERWISE_MS = 15_000;

type Props = { workflowId: number; status: WorkflowView["status"] };

/** The last times that many people were let in at once, and how far each has got; nothing when there were none. */
export function RunsAdmissions({ workflowId, status }: Props) {
  const api = useApi();
  const now = useNow();
  const query = useQuery(
    api.workflows.admissions.queryOptions(
      { id: workflowId },
      {
        refetchInterval: ({ state }) =>
          state.data?.admissions.some(({ endedAt }) => endedAt === null) ? WHILE_OPEN_MS : OTHERWISE_MS,
      },
    ),
  );
  const admissions = query.data?.admissions ?? [];
  if (admissions.length === 0) return null;
  return (
    <Card className="mt-4">
      <CardHeader title="Let in together" />
      <CardBody>
        <ul className="flex flex-col gap-4 text-sm">
          {admissions.map((admission) => (
            <li key={admission.id}>
              <AdmissionLine admission={admission} paused={status !== "live"} now={now} />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

type LineProps = {
  admission: Admission;
  /** The workflow is: nobody is let in until it goes on. */
  paused: boolean;
  now: number;
};

export function AdmissionLine({ admission, paused, now }: LineProps) {
  const say = useSay();
  const id = useId();
  const { byHand, whom, started, looked, createdAt, refusal } = admission;
  const entered = started === 1 ? "1 person entered" : `${started.toLocaleString("en")} people entered`;
  return (
    <div className="min-w-0 [overflow-wrap:anywhere]">
      <p id={id} className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{byHand ? "Started by hand" : "At its set time"}</span>
        <span className="text-muted">
          <TimeAgo at={createdAt} now={now} />, for {whom === null ? "everybody" : `whoever ${whom}`}
        </span>
      </p>
      <p data-figures className="mt-0.5">
        {refusal ? say(refusal) : entered}
        {looked && `, ${looked.people.toLocaleString("en")} of ${looked.of.toLocaleString("en")} looked at`}
        {looked && paused && ". It goes on when the workflow is resumed"}
      </p>
      {looked && (
        <progress
          aria-labelledby={id}
          value={looked.people}
          max={Math.max(looked.of, 1)}
          className="mt-2 block h-1.5 w-full max-w-md appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-ember [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-ember"
        />
      )}
    </div>
  );
}
