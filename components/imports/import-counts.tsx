import { wordCount, wordReason } from "./import-words.ts";
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
  const { rows, created, updated, unchanged, rejected } = counts;
  const figures: [label: string, count: number][] =
    kind === "profiles"
      ? [
          ["New", created],
          ["Changed", updated],
          ["As they were", unchanged],
          ["Named again in the file", rows - created - updated - unchanged - rejected],
          ["Rejected", rejected],
        ]
      : [
          ["New", created],
          ["There already", unchanged],
          ["Rejected", rejected],
        ];
  const reasons = Object.entries(counts.reasons).sort(([, a], [, b]) => b - a);
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:flex sm:flex-wrap sm:gap-x-10">
        <Figure label={dry ? "Rows in the file" : "Rows so far"} count={rows} />
        {figures.map(([label, count]) => (
          <Figure key={label} label={label} count={count} />
        ))}
      </dl>
      {reasons.length > 0 && (
        <ul aria-label="Why rows are rejected" className="mt-4 text-sm text-muted">
          {reasons.map(([reason, count]) => (
            <li key={reason}>
              {wordCount(count)} × {wordReason(reason)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Figure({ label, count }: { label: string; count: number }) {
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd data-figures className="mt-0.5 text-xl font-semibold">
        {wordCount(count)}
      </dd>
    </div>
  );
}
