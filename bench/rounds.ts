export const ROUNDS = 5;

/** The middle of some measurements, with their range. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

export function spread(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)]!, min: sorted[0]!, max: sorted.at(-1)! };
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

/** "7,652 (7,012–8,135)" */
export function show({ median, min, max }: Spread, digits = 0): string {
  const format = (value: number) => value.toLocaleString("en-GB", { maximumFractionDigits: digits });
  return `${format(median)} (${format(min)}–${format(max)})`;
}
