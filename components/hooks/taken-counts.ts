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
