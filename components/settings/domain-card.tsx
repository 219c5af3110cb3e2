"use client";

import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { DomainFinding, DomainReport } from "#components/shell/outputs.ts";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DomainRecord } from "./domain-record.tsx";
import { wordDomain, wordFinding } from "./domain-words.ts";
import { PLAIN_LIST } from "./settings-words.ts";

const TONE: Record<DomainFinding["state"], BadgeTone> = {
  good: "success",
  mend: "warning",
  missing: "danger",
  unanswered: "neutral",
};
const ICON: Record<DomainFinding["state"], ReactNode> = {
  good: <CircleCheck aria-hidden="true" />,
  mend: <TriangleAlert aria-hidden="true" />,
  missing: <CircleAlert aria-hidden="true" />,
  unanswered: <CircleHelp aria-hidden="true" />,
};

/** How one domain stands, look by look. */
export function DomainCard({ report: { domain, addresses, provider, findings } }: { report: DomainReport }) {
  const t = useTranslations("settings");
  const format = useFormatter();
  const { words, allGood } = wordDomain(findings, t);
  const from = { addresses: format.list(addresses, PLAIN_LIST) };
  return (
    <Card>
      <CardHeader
        title={<span className="[overflow-wrap:anywhere]">{domain}</span>}
        description={
          <span className="[overflow-wrap:anywhere]">
            {provider === null ? t("domain.from", from) : t("domain.fromThrough", { ...from, provider })}
          </span>
        }
        actions={<Badge tone={allGood ? "success" : "warning"}>{words}</Badge>}
        className="pb-4"
      />
      <ul className="divide-y border-t">
        {findings.map((found) => (
          <li key={found.check} className="px-5 py-4.5">
            <Shown finding={found} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Shown({ finding }: { finding: DomainFinding }) {
  const t = useTranslations("settings");
  const { check, state } = finding;
  const { title, text } = wordFinding(finding, t);
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="text-sm font-medium">{t(`domain.check.${check}.name`)}</h3>
          <p className="text-sm text-muted">{t(`domain.check.${check}.about`)}</p>
        </div>
        <Badge tone={TONE[state]} icon={ICON[state]}>
          {t(`domain.state.${state}`)}
        </Badge>
      </div>
      <p className="mt-2.5 text-sm font-medium">{title}</p>
      <p data-figures className="mt-0.5 text-sm [overflow-wrap:anywhere]">
        {text}
      </p>
      {finding.publish && <DomainRecord record={finding.publish} />}
    </>
  );
}
