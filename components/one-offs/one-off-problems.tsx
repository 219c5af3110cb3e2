"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { verbatim } from "#workflows/phrase.ts";
import type { UnfinishedPart } from "./one-off-draft.ts";
import type { OneOffProblem } from "./outputs.ts";

/** Where the parts of a draft stand on its page. */
export const PART_IDS = { message: "part-message", audience: "part-who", schedule: "part-when" } as const;

type Props = {
  problems: readonly OneOffProblem[];
  /** Parts that cannot even be saved yet. */
  unfinished: readonly UnfinishedPart[];
};

/** What has to be put right, errors first; each leads to its part of the page. */
export function OneOffProblems({ problems, unfinished }: Props) {
  const t = useTranslations("one-offs");
  const say = useSay();
  const lines = [
    ...unfinished.map((part) => ({
      part,
      severity: "error" as const,
      field: undefined,
      code: UNFINISHED_CODE[part],
      message: verbatim(t(`problems.${part}`)),
    })),
    ...problems.toSorted((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning")),
  ];
  if (lines.length === 0) {
    return (
      <p className="flex items-center gap-2 text-sm">
        <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-success" />
        {t("problems.none")}
      </p>
    );
  }
  return (
    <ul aria-label={t("problems.label")} className="max-w-2xl overflow-hidden rounded-md border text-sm">
      {lines.map((line) => (
        <li key={`${line.code} ${line.field} ${line.message}`} className="border-b last:border-b-0">
          <a
            href={`#${PART_IDS[line.part]}`}
            className="flex min-h-11 items-center gap-2.5 px-3 py-1.5 hover:bg-hover"
          >
            {line.severity === "error" ? (
              <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-danger" />
            ) : (
              <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-warning" />
            )}
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <span className="block font-medium">{t(`part.${line.part}`)}</span>
              {say(line.message)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

const UNFINISHED_CODE: Record<UnfinishedPart, OneOffProblem["code"]> = {
  audience: "one-off.rule-unfinished",
  schedule: "one-off.no-time",
};
