import type { Rows } from "../rows.ts";
import { COUNTER_ATTRIBUTE } from "../vocabulary.ts";
import type { Checker } from "./checker.ts";

/** What steps change about a profile is changed once for each time that a run passes them, and lots are drawn once. */
export function changesKept(): Checker {
  const counted = new Map<number, number>();
  const passed = new Set<string>();
  let drawn: Rows["assignments"] = new Map();
  return {
    check({ rows }) {
      const broken: string[] = [];
      for (const { code, runId, visit, profileId } of rows.newHistory) {
        if (code !== "profile.changed" || passed.has(`${runId} ${visit}`)) continue;
        passed.add(`${runId} ${visit}`);
        counted.set(profileId, (counted.get(profileId) ?? 0) + 1);
      }
      for (const [profileId, times] of counted) {
        const shown = rows.now.profiles.get(profileId)?.attributes[COUNTER_ATTRIBUTE] ?? 0;
        if (shown !== times)
          broken.push(
            `profile ${profileId} was counted up ${times} times, and its count is ${String(shown)}`,
          );
      }
      for (const [place, arm] of drawn) {
        if (rows.assignments.get(place) !== arm) broken.push(`the lot ${place} was drawn again`);
      }
      drawn = rows.assignments;
      return broken;
    },
  };
}
