const STEPS = [1, 2, 2.5, 5, 10];
const WHOLE_STEPS = [1, 2, 5, 10];
/** About so many values stand along an axis. */
const WANTED = 4;

/**
 * Round values along an axis that hold everything between `low` (0 or less) and `high` (0 or more), with zero among
 * them. Without anything to hold it is 0 to 1. `whole`: none has a fraction.
 */
export function niceTicks(low: number, high: number, whole = false): number[] {
  const span = high - low || 1;
  const rough = Math.max(span / WANTED, whole ? 1 : 0);
  const power = 10 ** Math.floor(Math.log10(rough));
  const steps = whole ? WHOLE_STEPS : STEPS;
  const step = power * (steps.find((size) => size * power >= rough * (1 - 1e-9)) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil((high || (low < 0 ? 0 : 1)) / step - 1e-9), first + 1);
  // Made of whole steps, because sums of fractions drift.
  return Array.from({ length: last - first + 1 }, (_, index) => round((first + index) * step));
}

function round(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}

/** Every which label is written, so that they do not run into each other; `labelWidth` and `step` in the same unit. */
export function labelEvery(labelWidth: number, step: number): number {
  return Math.max(1, Math.ceil(labelWidth / Math.max(step, 1)));
}
