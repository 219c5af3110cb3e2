import type { Figures } from "../figures.ts";
import type { Answer, Behind, Input, Metric } from "../outputs.ts";

/** What the report of a metric is made of, besides its words. */
export interface ReportContext<M extends Metric> {
  answer: Answer<M>;
  /** What was asked for. */
  input: Input<M>;
  figures: Figures;
}

interface Counted {
  at: number;
  weekStart: 1 | 7;
}

/** With the moment and the weeks of the numbers, so that the people behind them are exactly those who were counted. */
export function asOf<Asked extends object>({
  input,
  answer: { at, weekStart },
}: {
  input: Asked;
  answer: Counted;
}): Asked & Counted {
  return { ...input, at, weekStart };
}

export type CellOf<M extends Metric> = Extract<Behind, { metric: M }>["cell"];
