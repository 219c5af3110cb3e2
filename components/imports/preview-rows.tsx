"use client";

import { readerZone } from "#components/shell/reader-zone.ts";
import { Badge } from "#components/ui/badge.tsx";
import { formatDateTime } from "#components/ui/format-time.ts";
import type { PreviewRow } from "./outputs.ts";

const OUTCOME = { created: "New", updated: "Changed", unchanged: "As it was" } as const;
const CONSENT: Record<string, string> = {
  unknown: "has not agreed to emails",
  pending: "has still to confirm",
  granted: "agreed to emails",
  withdrawn: "unsubscribed from emails",
};

/** The first rows as they would become. */
export function PreviewRows({ rows }: { rows: readonly PreviewRow[] }) {
  return (
    <ul aria-label="The first rows" className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.line} className="px-5 py-3 text-sm [overflow-wrap:anywhere]">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span data-figures className="text-muted">
              {row.line}
            </span>
            <PreviewTitle row={row} />
          </div>
          {row.kind !== "rejected" && row.facts.length > 0 && (
            <dl className="mt-1.5 flex flex-wrap gap-x-5 gap-y-0.5 text-muted">
              {row.facts.map(([name, value]) => (
                <div key={name} className="flex min-w-0 gap-1.5">
                  <dt>{name}:</dt>
                  <dd className="min-w-0 text-ink">{value}</dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}

function PreviewTitle({ row }: { row: PreviewRow }) {
  if (row.kind === "rejected") {
    return (
      <>
        <Badge tone="danger">Rejected</Badge>
        <span>{row.reason}</span>
      </>
    );
  }
  if (row.kind === "event") {
    return (
      <>
        <span className="font-medium">{row.name}</span>
        <span>{row.who}</span>
        <span className="text-muted">{formatDateTime(row.at, readerZone())}</span>
      </>
    );
  }
  const { before, after, suppressed } = row.consent;
  return (
    <>
      <Badge tone={row.outcome === "unchanged" ? "neutral" : "success"}>{OUTCOME[row.outcome]}</Badge>
      <span className="font-medium">{row.who}</span>
      <span className={before === after ? "text-muted" : undefined}>
        {CONSENT[after] ?? after}
        {before !== after && before !== "unknown" && ` (before: ${CONSENT[before] ?? before})`}
        {suppressed && "; nothing is ever sent to this address"}
      </span>
    </>
  );
}
