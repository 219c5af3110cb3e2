import { keysOf, own, sameValue } from "./same-value.ts";

export type Side = "mine" | "theirs";

/** A value as it was, and what two people made of it. */
export interface Three<T> {
  base: T;
  mine: T;
  theirs: T;
}

/** What a value becomes; null when both changed it differently. */
export function unite<T>({ base, mine, theirs }: Three<T>): { value: T } | null {
  // What nobody touched is often the very same thing, and then there is nothing to read.
  if (base === theirs) return { value: mine };
  if (base === mine) return { value: theirs };
  if (sameValue(mine, theirs) || sameValue(base, theirs)) return { value: mine };
  return sameValue(base, mine) ? { value: theirs } : null;
}

/** A record united key by key; what clashes is told, and is as the winning side has it. */
export function mergeRecord(
  wins: Side,
  records: Three<Record<string, unknown> | undefined>,
  onClash: (key: string, values: { mine: unknown; theirs: unknown }) => void,
): Record<string, unknown> {
  const { base, mine, theirs } = records;
  const entries = keysOf(mine, theirs).flatMap((key): [string, unknown][] => {
    const values = { base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) };
    const united = unite<unknown>(values);
    if (!united) onClash(key, values);
    const value = united ? united.value : values[wins];
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
}
