import type { Metric } from "./outputs.ts";

/** In the order of the tabs. The first one stands at the address of the section itself. */
export const metrics = [
  "cohorts",
  "lifecycle",
  "active",
  "churn",
  "repeat",
  "gaps",
  "funnel",
  "revenue",
  "clv",
  "rfm",
] as const satisfies readonly Metric[];

export function addressOf(metric: Metric): string {
  return metric === metrics[0] ? "/retention" : `/retention/${metric}`;
}

/** The metric that a part of an address names; the first one has no such part. */
export function metricOf(part: string): Metric | null {
  return metrics.slice(1).find((metric) => metric === part) ?? null;
}
