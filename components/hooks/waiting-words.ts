/** How many of the requests that waited became what. */
export interface TakenCounts {
  taken: number;
  duplicate: number;
  refused: number;
}

export const NOTHING_TAKEN: TakenCounts = { taken: 0, duplicate: 0, refused: 0 };

export function totalOf({ taken, duplicate, refused }: TakenCounts): number {
  return taken + duplicate + refused;
}

/** "12 taken in, 2 counted already, 1 made no event". */
export function wordTaken(counts: TakenCounts): string {
  if (totalOf(counts) === 0) return "Everything had been taken in before";
  const { taken, duplicate, refused } = counts;
  return [
    `${taken} taken in`,
    ...(duplicate > 0 ? [`${duplicate} counted already`] : []),
    ...(refused > 0 ? [`${refused} made no event`] : []),
  ].join(", ");
}
