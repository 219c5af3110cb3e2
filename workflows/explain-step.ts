import type * as z from "zod/mini";
import type { CompiledGraph } from "./compile.ts";
import { type Explained, explainCondition } from "./explain-condition.ts";
import type { Facts } from "./facts.ts";
import { branch } from "./flow/branch.ts";
import { split } from "./flow/split.ts";
import { waitFor } from "./flow/wait-for.ts";
import type { RunData } from "./run.ts";

/** What a step that chooses a way rests on. */
export type Explanation =
  /** The paths of a branch in the order in which they were tried; the last one that is listed may be the one taken. */
  | { kind: "paths"; paths: { label: string; verdict: Explained }[] }
  | { kind: "condition"; verdict: Explained }
  /** The shares of a split, in percent of everybody who comes to it. */
  | { kind: "lots"; arms: { label: string; percent: number }[]; holdoutPercent: number };

/** Whether a step chooses a way at all, so that there is something to explain. */
export function choosesWay(graph: Pick<CompiledGraph, "steps">, nodeId: string): boolean {
  const type = graph.steps.get(nodeId)?.definition.type;
  return type === branch.type || type === split.type || type === waitFor.type;
}

/** Why a step goes on as it does, for somebody with these facts; null for a step that does not choose. */
export function explainStep(
  graph: Pick<CompiledGraph, "steps">,
  nodeId: string,
  facts: Facts,
  data: RunData,
  now: number,
): Explanation | null {
  const step = graph.steps.get(nodeId);
  switch (step?.definition.type) {
    case branch.type:
      return explainBranch(branch.config.parse(step.config), facts, data, now);
    case split.type:
      return explainSplit(split.config.parse(step.config));
    case waitFor.type: {
      const { what, condition } = waitFor.config.parse(step.config);
      if (what !== "condition" || condition === null) return null;
      return { kind: "condition", verdict: explainCondition(condition, facts, data, now) };
    }
    default:
      return null;
  }
}

function explainBranch(
  { paths }: z.output<typeof branch.config>,
  facts: Facts,
  data: RunData,
  now: number,
): Explanation {
  const tried: { label: string; verdict: Explained }[] = [];
  for (const { label, condition } of paths) {
    const verdict = explainCondition(condition, facts, data, now);
    tried.push({ label, verdict });
    if (verdict.holds) break;
  }
  return { kind: "paths", paths: tried };
}

function explainSplit({ arms, holdoutPercent }: z.output<typeof split.config>): Explanation {
  const total = arms.reduce((sum, { weight }) => sum + weight, 0);
  const shares = arms.map(({ label, weight }) => ({
    label,
    percent: Math.round((weight / total) * (100 - holdoutPercent)),
  }));
  return { kind: "lots", arms: shares, holdoutPercent };
}
