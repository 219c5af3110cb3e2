"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { type Say, useSay } from "#components/say.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { readerZone } from "#components/shell/reader-zone.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import type { WhyInput, WhyLine } from "./outputs.ts";

/** The answer, and below it how it came to that. */
export function WhyAnswer({ question }: { question: WhyInput }) {
  const t = useTranslations("runs");
  const { formatDateTime } = useTimeFormat();
  const api = useApi();
  const say = useSay();
  const query = useQuery(api.why.explain.queryOptions(question));
  return (
    <Loaded query={query} skeleton={<Skeleton className="h-24 rounded-lg" />}>
      {([answer, ...others]) => (
        <div role="status" aria-live="polite">
          {answer && (
            <p className="rounded-lg border border-ember-line bg-ember-soft px-4 py-3 font-medium [overflow-wrap:anywhere]">
              <Words line={answer} question={question} />
            </p>
          )}
          {others.length > 0 && (
            <>
              <h3 className="mt-4 text-sm font-medium">{t("why.how")}</h3>
              <ol className="mt-2 flex flex-col gap-2 border-l-2 border-line pl-4 text-sm">
                {keyed(others, say).map(({ key, line }) => (
                  <li key={key} className="[overflow-wrap:anywhere]">
                    {line.at !== null && (
                      <span className="mr-2 text-xs text-muted" data-figures>
                        {formatDateTime(line.at, readerZone())}
                      </span>
                    )}
                    <Words line={line} question={question} />
                  </li>
                ))}
              </ol>
            </>
          )}
        </div>
      )}
    </Loaded>
  );
}

/** The same may be said twice, of the same moment even. */
function keyed(lines: readonly WhyLine[], say: Say) {
  return lines.map((line, index) => ({ key: `${index} ${line.at} ${say(line.text)}`, line }));
}

function Words({ line, question }: { line: WhyLine; question: WhyInput }) {
  const t = useTranslations("runs");
  const say = useSay();
  const href = hrefOf(line.evidence, question);
  return (
    <>
      {say(line.text)}
      {href && (
        <>
          {" "}
          <Link href={href} className="whitespace-nowrap text-ember-ink underline">
            {t("why.see")}
          </Link>
        </>
      )}
    </>
  );
}

function hrefOf(evidence: WhyLine["evidence"], { workflowId, profileId }: WhyInput): string | null {
  switch (evidence?.kind) {
    case "run":
      return `/workflows/${workflowId}/runs/${evidence.id}`;
    case "message":
      return `/messages/${evidence.id}`;
    case "profile":
      return `/profiles/${profileId}`;
    case "workflow":
      return `/workflows/${workflowId}`;
    case "sending":
      return "/settings/sending";
    default:
      return null;
  }
}
