/** A seeded source of chance: the same seed gives the same numbers on every machine. */
export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the items, all equally likely. The list must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** One of the items, each as likely as its weight says. Some weight must be above zero. */
  pickWeighted<T>(items: readonly T[], weightOf: (item: T) => number): T;
  /** How long until something that happens every `mean` on average happens next. */
  exponential(mean: number): number;
  /** A gamma variate with the given shape (above zero) and mean. A small shape gives a heavy tail. */
  gamma(shape: number, mean: number): number;
  /** A beta variate: a probability around a / (a + b). */
  beta(a: number, b: number): number;
}

/** Starts a source of chance from a seed of any text. */
export function seededRandom(seed: string): Random {
  const next = sfc32(seed);

  function normal(): number {
    return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  }

  function standardGamma(shape: number): number {
    // Marsaglia and Tsang's method needs a shape of at least 1; a smaller one is boosted and scaled back.
    if (shape < 1) return standardGamma(shape + 1) * (1 - next()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  return {
    next,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    pickWeighted(items, weightOf) {
      let left = next() * items.reduce((sum, item) => sum + weightOf(item), 0);
      for (const item of items) {
        left -= weightOf(item);
        if (left < 0) return item;
      }
      return items[items.length - 1]!;
    },
    exponential: (mean) => -Math.log(1 - next()) * mean,
    gamma: (shape, mean) => (standardGamma(shape) * mean) / shape,
    beta(a, b) {
      const x = standardGamma(a);
      return x / (x + standardGamma(b));
    },
  };
}

/** Chris Doty-Humphrey's small fast counter, seeded from three different hashes of the text. */
function sfc32(seed: string): () => number {
  let a = hash(seed, 0x9e3779b9);
  let b = hash(seed, 0x243f6a88);
  let c = hash(seed, 0xb7e15162);
  let counter = 1;

  function next(): number {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return (result >>> 0) / 4_294_967_296;
  }

  // The first numbers still resemble the seed, so neighbouring seeds would start alike.
  for (let i = 0; i < 15; i++) next();
  return next;
}

/** FNV-1a with its own starting point. */
function hash(text: string, start: number): number {
  let value = start | 0;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value ^ (value >>> 15);
}
