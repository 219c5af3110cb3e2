"use client";

import { ChevronRight, CircleAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph } from "#workflows/graph.ts";
import type { Phrase } from "#workflows/phrase.ts";
import { isPublishable, type Problem } from "#workflows/validate.ts";
import { isSettingsProblem } from "./settings-problems.ts";

type Props = { problems: Problem[]; graph: Graph; onChoose(problem: Problem): void };

/** What is to be mended, errors first; pressing one leads to its step or to the settings. */
export function ProblemList({ problems, graph, onChoose }: Props) {
  const t = useTranslations("canvas");
  const say = useSay();
  if (problems.length === 0) return null;
  const sorted = problems.toSorted(
    (a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"),
  );
  return (
    <div>
      <p className="mb-2">{t(isPublishable(problems) ? "problems.warnings" : "problems.errors")}</p>
      <ul className="overflow-hidden rounded-md border">
        {sorted.map((problem) => {
          const place = isSettingsProblem(problem)
            ? t("editor.workflowSettings")
            : problem.nodeId
              ? say(labelOf(graph, problem.nodeId) ?? t("step.unknown"))
              : null;
          return (
            <li
              key={`${problem.code} ${problem.nodeId} ${problem.field}`}
              className="border-b last:border-b-0"
            >
              <button
                type="button"
                onClick={() => onChoose(problem)}
                className="flex min-h-11 w-full items-center gap-2.5 px-3 py-1.5 text-left hover:bg-hover"
              >
                {problem.severity === "error" ? (
                  <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-danger" />
                ) : (
                  <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-warning" />
                )}
                <span className="min-w-0 flex-1">
                  {place && <span className="block font-medium">{place}</span>}
                  {say(problem.message)}
                </span>
                {place && <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted" />}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function labelOf(graph: Graph, nodeId: string): Phrase | undefined {
  const node = graph.nodes.find(({ id }) => id === nodeId);
  return node && findNode(node.type)?.label;
}
