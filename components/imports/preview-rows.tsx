"use client";

import { useTranslations } from "next-intl";
import { readerZone } from "#components/shell/reader-zone.ts";
import { Badge } from "#components/ui/badge.tsx";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import type { PreviewRow } from "./outputs.ts";

const CONSENT = ["unknown", "pending", "granted", "withdrawn"] as const;

/** The first rows as they would become. */
export function PreviewRows({ rows }: { rows: readonly PreviewRow[] }) {
  const t = useTranslations("imports.preview");
  return (
    <ul aria-label={t("label")} className="divide-y divide-line">
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
                  <dt>{t("fact", { name })}</dt>
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
  const t = useTranslations("imports.preview");
  const { formatDateTime } = useTimeFormat();
  if (row.kind === "rejected") {
    return (
      <>
        <Badge tone="danger">{t("rejected")}</Badge>
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
  const { before, after } = row.consent;
  return (
    <>
      <Badge tone={row.outcome === "unchanged" ? "neutral" : "success"}>{t(row.outcome)}</Badge>
      <span className="font-medium">{row.who}</span>
      <span className={before === after ? "text-muted" : undefined}>{wordConsent(row.consent, t)}</span>
    </>
  );
}

type Consent = Extract<PreviewRow, { kind: "profile" }>["consent"];

function wordConsent(
  { before, after, suppressed }: Consent,
  t: ReturnType<typeof useTranslations<"imports.preview">>,
): string {
  const word = (state: string) => {
    const known = CONSENT.find((one) => one === state);
    return known ? t(`consent.${known}`) : state;
  };
  const isChanged = before !== after && before !== "unknown";
  const consent = isChanged ? t("before", { after: word(after), before: word(before) }) : word(after);
  return suppressed ? t("suppressed", { consent }) : consent;
}
