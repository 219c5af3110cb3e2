"use client";

import { useLocale, useTranslations } from "next-intl";
import { wordReason } from "./import-words.ts";
import type { ImportKind } from "./outputs.ts";

type Counts = {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  reasons: Record<string, number>;
};

/** What became, or would become, of the rows of a file, and why some are left out. */
export function ImportCounts({
  kind,
  counts,
  dry = false,
}: {
  kind: ImportKind;
  counts: Counts;
  dry?: boolean;
}) {
  const t = useTranslations("imports");
  const { rows, created, updated, unchanged, rejected } = counts;
  const figures: [label: string, count: number][] =
    kind === "profiles"
      ? [
          [t("counts.created"), created],
          [t("counts.updated"), updated],
          [t("counts.unchanged"), unchanged],
          [t("counts.again"), rows - created - updated - unchanged - rejected],
          [t("counts.rejected"), rejected],
        ]
      : [
          [t("counts.created"), created],
          [t("counts.there"), unchanged],
          [t("counts.rejected"), rejected],
        ];
  const reasons = Object.entries(counts.reasons).sort(([, a], [, b]) => b - a);
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:flex sm:flex-wrap sm:gap-x-10">
        <Figure label={dry ? t("counts.inFile") : t("counts.soFar")} count={rows} />
        {figures.map(([label, count]) => (
          <Figure key={label} label={label} count={count} />
        ))}
      </dl>
      {reasons.length > 0 && (
        <ul aria-label={t("counts.reasons")} className="mt-4 text-sm text-muted">
          {reasons.map(([reason, count]) => (
            <li key={reason}>{t("counts.reason", { count, reason: wordReason(reason, t) })}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Figure({ label, count }: { label: string; count: number }) {
  const language = useLocale();
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd data-figures className="mt-0.5 text-xl font-semibold">
        {count.toLocaleString(language)}
      </dd>
    </div>
  );
}
