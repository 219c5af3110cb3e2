/** How often each thing happened, by kind: what never happened was not tried. */
export class Coverage {
  readonly #counts = new Map<string, Map<string, number>>();

  count(kind: string, name: string, times = 1): void {
    const counts = this.#counts.get(kind) ?? new Map<string, number>();
    this.#counts.set(kind, counts);
    counts.set(name, (counts.get(name) ?? 0) + times);
  }

  get(kind: string, name: string): number {
    return this.#counts.get(kind)?.get(name) ?? 0;
  }

  add(other: Coverage): void {
    for (const [kind, counts] of other.#counts) {
      for (const [name, times] of counts) this.count(kind, name, times);
    }
  }

  /** Kinds in the order in which they came up, the most frequent names first. */
  entries(): [string, [string, number][]][] {
    return [...this.#counts].map(([kind, counts]) => [kind, [...counts].sort((a, b) => b[1] - a[1])]);
  }
}
