/** The normal distribution's 97.5 % point: intervals hold the truth 95 times in 100. */
const Z = 1.959964;
/** Fewer people than this in a group say nothing about what people spend: a single order would decide. */
export const MEAN_PEOPLE_MIN = 30;

/** A difference with the interval that it lies in with 95 % confidence. */
export interface Difference {
  value: number;
  low: number;
  high: number;
}

/**
 * How much larger the first share is than the second, from -1 to 1, with Newcombe's interval, which combines the Wilson
 * intervals of both (Newcombe 1998, method 10): right also for few people and shares near 0. Null when a group is empty.
 */
export function compareShares(
  first: { did: number; of: number },
  second: { did: number; of: number },
): Difference | null {
  if (first.of === 0 || second.of === 0) return null;
  const a = wilson(first);
  const b = wilson(second);
  const value = a.share - b.share;
  return {
    value,
    low: value - Math.hypot(a.share - a.low, b.high - b.share),
    high: value + Math.hypot(a.high - a.share, b.share - b.low),
  };
}

/** What people of a group spent: how many there are, the sum, and the sum of the squares of what each spent. */
export interface Spending {
  people: number;
  sum: number;
  squares: number;
}

/** How much more people of the first group spent on average, with Welch's interval. Null when a group is too small. */
export function compareMeans(first: Spending, second: Spending): Difference | null {
  if (Math.min(first.people, second.people) < MEAN_PEOPLE_MIN) return null;
  const [a, b] = [momentsOf(first), momentsOf(second)];
  const value = a.mean - b.mean;
  const spread = a.variance + b.variance;
  const freedom =
    spread === 0
      ? first.people + second.people - 2
      : spread ** 2 / (a.variance ** 2 / (first.people - 1) + b.variance ** 2 / (second.people - 1));
  const half = studentPoint(freedom) * Math.sqrt(spread);
  return { value, low: value - half, high: value + half };
}

/** The mean, and the variance of the mean. */
function momentsOf({ people, sum, squares }: Spending): { mean: number; variance: number } {
  const mean = sum / people;
  return { mean, variance: Math.max(0, (squares - people * mean ** 2) / (people - 1)) / people };
}

/** Student's 97.5 % point, by the first terms of its expansion around the normal one (Abramowitz and Stegun 26.7.5). */
function studentPoint(freedom: number): number {
  return (
    Z +
    (Z ** 3 + Z) / (4 * freedom) +
    (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * freedom ** 2) +
    (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / (384 * freedom ** 3)
  );
}

function wilson({ did, of }: { did: number; of: number }): { share: number; low: number; high: number } {
  const share = did / of;
  const scale = 1 + Z ** 2 / of;
  const middle = (share + Z ** 2 / (2 * of)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
