"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("workflows.admissions");
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
      <CardHeader title={t("title")} />
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
  const t = useTranslations("workflows.admissions");
  const say = useSay();
  const id = useId();
  const { byHand, whom, started, looked, createdAt, refusal } = admission;
  const moment = () => <TimeAgo at={createdAt} now={now} />;
  const result = refusal ? say(refusal) : t("entered", { count: started });
  return (
    <div className="min-w-0 [overflow-wrap:anywhere]">
      <p id={id} className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{t(byHand ? "byHand" : "atItsTime")}</span>
        <span className="text-muted">
          {whom === null ? t.rich("everybody", { moment }) : t.rich("whoever", { moment, rule: say(whom) })}
        </span>
      </p>
      <p data-figures className="mt-0.5">
        {looked ? t(paused ? "lookedAndPaused" : "looked", { result, ...looked }) : result}
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
