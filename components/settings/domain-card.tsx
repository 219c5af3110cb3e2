"use client";

import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { DomainFinding, DomainReport } from "#components/shell/outputs.ts";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DomainRecord } from "./domain-record.tsx";
import { CHECK_NAMES, STATE_WORDS, wordDomain, wordFinding } from "./domain-words.ts";

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
  const { words, allGood } = wordDomain(findings);
  const through = provider === null ? "" : `, through ${provider}`;
  return (
    <Card>
      <CardHeader
        title={<span className="[overflow-wrap:anywhere]">{domain}</span>}
        description={
          <span className="[overflow-wrap:anywhere]">{`Emails come from ${addresses.join(", ")}${through}.`}</span>
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
  const { name, about } = CHECK_NAMES[finding.check];
  const { title, text } = wordFinding(finding);
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="text-sm font-medium">{name}</h3>
          <p className="text-sm text-muted">{about}</p>
        </div>
        <Badge tone={TONE[finding.state]} icon={ICON[finding.state]}>
          {STATE_WORDS[finding.state]}
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
