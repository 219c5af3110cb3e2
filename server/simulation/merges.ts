import type { HistoryRow, Rows } from "./rows.ts";

/** The visitors of a step, each under whom he is at its end. */
export function mergesIn(history: HistoryRow[]): Map<number, number[]> {
  const merged = new Map<number, number[]>();
  for (const { code, profileId, values } of history) {
    if (!code.startsWith("profile.merged")) continue;
    merged.set(profileId, [...(merged.get(profileId) ?? []), Number(values.visitor)]);
  }
  return merged;
}

/** The profile, and those that became a part of it during the step. */
export function guisesOf({ merged }: Pick<Rows, "merged">, profileId: number): number[] {
  return [profileId, ...(merged.get(profileId) ?? [])];
}
