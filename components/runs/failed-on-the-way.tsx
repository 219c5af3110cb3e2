"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { RunDetails } from "./outputs.ts";
import { failedOnTheWay } from "./run-trail.ts";

type Props = { run: RunDetails; steps: ReadonlyMap<string, string> };

/** Says what can be done about steps that failed while the run went on; nothing for those who may only look. */
export function FailedOnTheWay({ run, steps }: Props) {
  const t = useTranslations("runs");
  const failed = failedOnTheWay(run);
  if (!run.refusals || failed.length === 0) return null;
  return (
    <Card>
      <CardHeader title={t("earlier.title")} />
      <CardBody>
        <p className="text-sm text-muted">{t("earlier.hint")}</p>
        <ul className="mt-2 flex flex-col gap-1 text-sm [overflow-wrap:anywhere]">
          {failed.map(({ id, nodeId, text }) => (
            <li key={id}>
              {steps.get(nodeId) ?? t("filter.otherStep")}:{" "}
              <Link href={`/messages/${id}`} className="text-ember-ink hover:underline">
                {text || t("page.message")}
              </Link>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
