import type { Asked } from "./asked.ts";
import type { Input, Metric } from "./outputs.ts";

const HOUR_MS = 3_600_000;

type InputOf = { [M in Metric]: (asked: Asked, segment: number | null) => Input<M> };

/** What the server is asked for a metric, about a segment or everybody. */
export const inputOf: InputOf = {
  cohorts: (asked, segment) => {
    const { start, returning, mode, clock, windows, brackets } = asked;
    const ranges = mode === "bracket" ? { brackets } : {};
    return { ...periods(asked, segment), start, returning, mode, clock, windows, ...ranges };
  },
  lifecycle: (asked, segment) => ({ ...periods(asked, segment), event: asked.event }),
  active: (asked, segment) => ({ ...days(asked, segment), event: asked.event }),
  churn: (asked, segment) => {
    const { minDays, gapFactor } = asked;
    return { ...periods(asked, segment), rule: { minDays, gapFactor } };
  },
  repeat: (asked, segment) => ({ ...periods(asked, segment), secondDays: asked.secondDays }),
  gaps: (asked, segment) => days(asked, segment),
  funnel: (asked, segment) => {
    const { steps, windowHours } = asked;
    return { ...days(asked, segment), steps, windowMs: windowHours * HOUR_MS };
  },
  revenue: (asked, segment) => periods(asked, segment),
  clv: (asked, segment) => periods(asked, segment),
  rfm: (asked, segment) => ({ ...scope(asked, segment), day: asked.day }),
};

function scope({ weekStart }: Asked, segment: number | null) {
  return { ...(weekStart !== null && { weekStart }), ...(segment !== null && { segmentId: segment }) };
}

function days(asked: Asked, segment: number | null) {
  return { ...scope(asked, segment), span: asked.span };
}

function periods(asked: Asked, segment: number | null) {
  return { ...days(asked, segment), period: asked.period };
}
