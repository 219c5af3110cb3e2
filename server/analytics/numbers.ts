const FIRST_ROOM = 1_024;

/** Many numbers in little room. */
export class Numbers {
  #values = new Float64Array(FIRST_ROOM);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(value: number): void {
    if (this.#count === this.#values.length) {
      const values = new Float64Array(this.#count * 2);
      values.set(this.#values);
      this.#values = values;
    }
    this.#values[this.#count] = value;
    this.#count += 1;
  }

  /** In ascending order; a view that holds until the next one is added. */
  sorted(): Float64Array {
    return this.#values.subarray(0, this.#count).sort();
  }

  values(): Float64Array {
    return this.#values.subarray(0, this.#count);
  }
}

/**
 * The value below which this part of them lies, between two of them in proportion; 0.5 is the median. Null without any.
 */
export function quantile(sorted: ArrayLike<number>, part: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place % 1);
}

/** How many are smaller than the value. */
export function countBelow(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
